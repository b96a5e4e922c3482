package io.kedang.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;

import io.kedang.kernel.condition.Condition;
import io.kedang.kernel.condition.ConditionProblem;

import jakarta.servlet.RequestDispatcher;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;

import org.apache.catalina.connector.ClientAbortException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.context.junit.jupiter.web.SpringJUnitWebConfig;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.WebApplicationContext;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.EOFException;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

@SpringJUnitWebConfig(ProblemHandlerTests.Slice.class)
class ProblemHandlerTests {
    enum Grade {
        A,
        B
    }

    record Sheet(
            @NotBlank String name,
            int visits,
            BigDecimal amount,
            boolean active,
            Grade grade,
            Instant at,
            LocalDate on,
            List<String> tags) {}

    @RestController
    static class SheetApi {
        @PostMapping("/sheets")
        Sheet create(@Valid @RequestBody Sheet sheet) {
            return sheet;
        }

        @GetMapping("/sheets")
        Map<String, Integer> list(@RequestParam @Max(100) int size) {
            return Map.of("size", size);
        }

        @PutMapping("/sheets")
        String change(@RequestHeader("If-Match") String version) {
            return version;
        }

        @PostMapping("/conditions")
        Map<String, Condition> ask(@RequestBody Map<String, Condition> conditions) {
            return conditions;
        }

        @DeleteMapping("/sheets")
        void fail(@RequestParam String how) throws Exception {
            switch (how) {
                case "refused" ->
                        throw Refusal.of(
                                        RequestProblem.INVALID,
                                        List.of(
                                                FieldError.of(
                                                        "grade",
                                                        ConditionProblem.UNKNOWN_OPTION,
                                                        "D",
                                                        "grade")))
                                .with("hint", 7);
                case "fault" -> throw new IllegalStateException("secret of the house");
                case "disk" -> throw database("53100");
                case "shutdown" -> throw database("57P01");
                case "deadlock" -> throw database("40P01");
                case "commit" ->
                        throw new TransactionSystemException(
                                "Could not commit",
                                new SQLException("secret", "08006", new EOFException()));
                case "caller-gone" -> throw new ClientAbortException(new EOFException());
                case "null-character" -> throw database("22021");
                default -> throw new IllegalArgumentException(how);
            }
        }

        private static RuntimeException database(String state) {
            return new DataAccessResourceFailureException("x", new SQLException("secret", state));
        }
    }

    @Configuration
    @ImportAutoConfiguration({
        JacksonAutoConfiguration.class,
        HttpMessageConvertersAutoConfiguration.class,
        ValidationAutoConfiguration.class,
        DispatcherServletAutoConfiguration.class,
        WebMvcAutoConfiguration.class
    })
    @Import({
        Messages.class,
        StrictJson.class,
        ProblemDocuments.class,
        ProblemHandler.class,
        ErrorDocument.class,
        SheetApi.class
    })
    static class Slice {}

    private static final String SHEET =
            """
            {"name": "大华", "visits": 3, "amount": 12.30, "active": true, "grade": "A",
             "at": "2026-01-05T02:00:00Z", "on": "2026-01-05", "tags": ["重点"]}
            """;

    @Autowired WebApplicationContext context;
    @Autowired JsonMapper json;
    @Autowired ProblemDocuments documents;
    private MockMvc http;

    @BeforeEach
    void open() {
        http = MockMvcBuilders.webAppContextSetup(context).build();
    }

    @Test
    void whatIsRightIsAnsweredExactly() throws Exception {
        var answer = send(sheet(SHEET));
        assertThat(answer.getStatus()).isEqualTo(200);
        assertThat(answer.getContentAsString())
                .contains(
                        "\"amount\":12.30",
                        "\"at\":\"2026-01-05T02:00:00Z\"",
                        "\"on\":\"2026-01-05\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    "visits": 3     | "visits": "3"     | visits | request.wrong-type
                    "visits": 3     | "visits": 3.5     | visits | request.wrong-type
                    "visits": 3     | "visits": null    | visits | request.wrong-type
                    "visits": 3     | "visits": 99999999999 | visits | request.wrong-type
                    "active": true  | "active": "true"  | active | request.wrong-type
                    "active": true  | "active": 1       | active | request.wrong-type
                    "name": "大华"   | "name": 12        | name   | request.wrong-type
                    "name": "大华"   | "name": true      | name   | request.wrong-type
                    "grade": "A"    | "grade": 0        | grade  | request.wrong-type
                    "grade": "A"    | "grade": "D"      | grade  | request.wrong-type
                    "grade": "A"    | "grade": ""       | grade  | request.wrong-type
                    "amount": 12.30 | "amount": "much"  | amount | request.wrong-type
                    "on": "2026-01-05" | "on": "2026-02-30" | on  | request.wrong-type
                    "on": "2026-01-05" | "on": 20458    | on     | request.wrong-type
                    "on": "2026-01-05" | "on": ""       | on     | request.wrong-type
                    "on": "2026-01-05" | "on": [2026, 1, 5] | on | request.wrong-type
                    "at": "2026-01-05T02:00:00Z" | "at": 1767578400 | at | request.wrong-type
                    "at": "2026-01-05T02:00:00Z" | "at": "1767578400" | at | request.wrong-type
                    "at": "2026-01-05T02:00:00Z" | "at": "2026-01-05" | at | request.wrong-type
                    "tags": ["重点"] | "tags": "重点"     | tags   | request.wrong-type
                    "tags": ["重点"] | "tags": [1]       | tags[0] | request.wrong-type
                    "grade": "A"    | "grades": "A"     | grades | request.unknown-field
                    "name": "大华"   | "name": "  "      | name   | request.wrong-field
                    """)
    void aFieldThatDoesNotFitIsNamed(String right, String wrong, String field, String code)
            throws Exception {
        var problem = refused(422, "request.invalid", sheet(SHEET.replace(right, wrong)));
        assertThat(problem.at("/errors/0/field").asString()).isEqualTo(field);
        assertThat(problem.at("/errors/0/code").asString()).isEqualTo(code);
        assertThat(problem.at("/errors/0/message").asString()).isNotBlank();
    }

    @Test
    void amountsTravelAsTextAndStayExact() {
        var money = new Money(new BigDecimal("1E+2"), "CNY");
        assertThat(json.writeValueAsString(money))
                .isEqualTo("{\"amount\":\"100\",\"currency\":\"CNY\"}");
        assertThat(json.readValue("{\"amount\":\"12.30\",\"currency\":\"CNY\"}", Money.class))
                .isEqualTo(new Money(new BigDecimal("12.30"), "CNY"));
    }

    @Test
    void brokenJsonIsRefusedWithItsPlace() throws Exception {
        var problem = refused(400, "request.unreadable", sheet("{\n \"name\": }"));
        assertThat(problem.path("line").asInt()).isEqualTo(2);
        assertThat(problem.path("detail").asString()).contains("第 2 行");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"{\"name\": \"a\", \"name\": \"b\"}", "{name: 1}", "[", "``"})
    void doubledAndUnquotedMembersAreUnreadable(String body) throws Exception {
        assertThat(refused(400, "request.unreadable", sheet(body)).path("detail").asString())
                .isNotBlank();
    }

    @Test
    void whatFollowsTheDocumentIsUnreadable() throws Exception {
        refused(400, "request.unreadable", sheet(SHEET + "{}"));
    }

    @Test
    void aFilterAnswersWithTheSameDocument() throws Exception {
        var request = new MockHttpServletRequest();
        request.addHeader("Accept-Language", "en");
        var answer = new MockHttpServletResponse();
        documents.write(new Refusal(RequestProblem.NOT_SIGNED_IN), request, answer);
        assertThat(answer.getStatus()).isEqualTo(401);
        assertThat(answer.getContentType()).isEqualTo("application/problem+json");
        assertThat(json.readTree(answer.getContentAsByteArray()).path("title").asString())
                .isEqualTo("Not signed in");
    }

    @Test
    void tooDeepAndTooLongIsTooLarge() throws Exception {
        var deep = "{\"filter\":" + "[".repeat(100) + "]".repeat(100) + "}";
        refused(
                413,
                "request.too-large",
                post("/conditions").contentType(MediaType.APPLICATION_JSON).content(deep));
        refused(413, "request.too-large", sheet(SHEET.replace("大华", "x".repeat(1_000_001))));
        refused(413, "request.too-large", sheet(SHEET.replace("3,", "1".repeat(200) + ",")));
    }

    @Test
    void aTextThatTheDatabaseCannotStoreIsRefused() throws Exception {
        refused(422, "request.unstorable-text", sheet(SHEET.replace("大华", "a\\u0000b")));
        refused(422, "request.unstorable-text", sheet(SHEET.replace("大华", "a\\ud83d")));
        assertThat(send(sheet(SHEET.replace("大华", "\\ud83d\\ude42"))).getStatus()).isEqualTo(200);
    }

    @Test
    void parametersAreChecked() throws Exception {
        refused(400, "request.wrong-parameter", get("/sheets?size=many"));
        refused(400, "request.missing-parameter", get("/sheets"));
        var problem = refused(422, "request.invalid", get("/sheets?size=101"));
        assertThat(problem.at("/errors/0/field").asString()).isEqualTo("size");
    }

    @Test
    void whatTheServerDoesNotOfferIsRefused() throws Exception {
        refused(404, "request.no-such-path", get("/nowhere"));
        refused(406, "request.not-acceptable", get("/sheets?size=1").accept("image/png"));
        refused(415, "request.unsupported-media-type", post("/sheets").contentType("text/csv"));
        refused(428, "request.version-missing", put("/sheets"));
        assertThat(send(put("/conditions")).getHeader("Allow")).isEqualTo("POST");
        refused(405, "request.method-not-allowed", put("/conditions"));
    }

    @Test
    void aRefusalCarriesItsErrorsAndMembers() throws Exception {
        var problem = refused(422, "request.invalid", delete("/sheets?how=refused"));
        assertThat(problem.path("type").asString()).isEqualTo("urn:problem:request:invalid");
        assertThat(problem.path("hint").asInt()).isEqualTo(7);
        assertThat(problem.at("/errors/0/message").asString()).contains("“D”");
        assertThat(problem.path("instance").asString()).isEqualTo("/sheets");
    }

    @Test
    void aFaultTellsATraceAndNothingElse() throws Exception {
        var problem = refused(500, "fault", delete("/sheets?how=fault"));
        assertThat(problem.toString()).doesNotContain("secret", "IllegalState");
        assertThat(problem.path("detail").asString()).contains(problem.path("trace").asString());
        assertThat(problem.path("trace").asString()).hasSize(16);
    }

    @Test
    void theTraceIsThatOfTheActor() throws Exception {
        var actor = new Actor(null, "ana", Actor.Channel.API, null, "trace-7");
        var problem =
                ScopedValue.where(Actor.CURRENT, actor)
                        .call(() -> refused(500, "fault", delete("/sheets?how=fault")));
        assertThat(problem.path("trace").asString()).isEqualTo("trace-7");
    }

    @Test
    void aDatabaseInTroubleIsNoFault() throws Exception {
        refused(507, "request.disk-full", delete("/sheets?how=disk"));
        refused(503, "request.database-unavailable", delete("/sheets?how=shutdown"));
        refused(503, "request.busy", delete("/sheets?how=deadlock"));
        refused(422, "request.unstorable-text", delete("/sheets?how=null-character"));
    }

    /// A connection that ends with the end of a file may be the database's: what it was to write is
    /// not acknowledged.
    @Test
    void aConnectionThatEndedIsNeverSuccess() throws Exception {
        refused(503, "request.database-unavailable", delete("/sheets?how=commit"));
        refused(400, "request.unreadable", delete("/sheets?how=caller-gone"));
    }

    @Test
    void aConditionInABodyIsRefusedByItsOwnProblem() throws Exception {
        var wrong = post("/conditions").contentType(MediaType.APPLICATION_JSON);
        wrong.content(
                "{\"filter\": {\"and\": [{\"field\": \"grade\", \"op\": \"like\", \"value\":"
                        + " 1}]}}");
        var problem = refused(422, "condition.unknown-operator", wrong);
        assertThat(problem.path("path").asString()).isEqualTo("/and/0");
        var body = "{\"filter\":{\"field\":\"amount\",\"op\":\"gt\",\"value\":12.30}}";
        var right = post("/conditions").contentType(MediaType.APPLICATION_JSON).content(body);
        assertThat(send(right).getContentAsString()).isEqualTo(body);
    }

    @ParameterizedTest
    @CsvSource({
        "zh-CN,zh-CN,地址不存在",
        "zh,zh-CN,地址不存在",
        "en-GB,en,No such address",
        "'fr,en;q=0.5',en,No such address",
        "fr,zh-CN,地址不存在"
    })
    void problemsSpeakTheLanguageOfTheCaller(String asked, String spoken, String title)
            throws Exception {
        var answer = send(get("/nowhere").header("Accept-Language", asked));
        assertThat(answer.getHeader("Content-Language")).isEqualTo(spoken);
        assertThat(answer.getContentAsString()).contains(title);
    }

    @Test
    void whatAFilterRefusesIsAProblemDocumentToo() throws Exception {
        refused(
                403,
                "request.forbidden",
                get("/error").requestAttr(RequestDispatcher.ERROR_STATUS_CODE, 403));
        refused(
                500,
                "fault",
                get("/error")
                        .requestAttr(RequestDispatcher.ERROR_STATUS_CODE, 500)
                        .requestAttr(RequestDispatcher.ERROR_EXCEPTION, new Exception("secret")));
    }

    private static AbstractMockHttpServletRequestBuilder<?> sheet(String body) {
        return post("/sheets").contentType(MediaType.APPLICATION_JSON).content(body);
    }

    private MockHttpServletResponse send(AbstractMockHttpServletRequestBuilder<?> request)
            throws Exception {
        return http.perform(request).andReturn().getResponse();
    }

    private JsonNode refused(
            int status, String code, AbstractMockHttpServletRequestBuilder<?> request)
            throws Exception {
        var answer = send(request);
        assertThat(answer.getContentType()).startsWith("application/problem+json");
        var problem = json.readTree(answer.getContentAsByteArray());
        assertThat(problem.path("code").asString()).as(problem.toString()).isEqualTo(code);
        assertThat(answer.getStatus()).isEqualTo(status);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asString()).isNotBlank();
        return problem;
    }
}
