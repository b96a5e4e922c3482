package io.kedang.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.KedangTest;
import io.kedang.TestClient;
import io.kedang.TestCompany;
import io.kedang.access.Scope;
import io.kedang.access.signin.Tokens;
import io.kedang.goal.Course;
import io.kedang.kernel.NewId;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Whatever is sent to whichever operation by whomever: the answer is a success or a
/// problem document that says in the reader's language what is wrong, and nothing of the inside.
///
/// The suite always sends the same ones; `-Dwrong.requests=40000 -Dwrong.seed=…` sends others. It
/// has a company of its own, because wrong requests that happen to be right change it.
@Tag("s2")
@KedangTest
@TestPropertySource(properties = "spring.application.name=wrong-input")
@DirtiesContext
class WrongInputTests {
    private static final int REQUESTS = Course.count(1_800, 100_000);
    private static final int NOT_MODIFIED = 304;
    private static final int FRESH = 700;
    private static final int SHOWN = 12;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");
    private static final int LONGEST_ANSWER = 100_000;
    private static final Pattern INSIDE =
            Pattern.compile(
                    "io\\.kedang|org\\.(spring|postgres|apache)|java\\.(lang|util|time)|jackson|Exception|SQLSTATE|(?i:select"
                        + " .* from )|(?i:insert into"
                        + " )|\\.java:\\d|[a-z]+_(pkey|key|fkey|check)\\b");

    @Autowired TestCompany company;
    @Autowired Tokens tokens;

    private TestClient admin;
    private TestClient director;
    private TestClient employee;
    private GoodRequests good;
    private List<Operation> operations;
    private int opened;

    @BeforeEach
    void aCompanyWithFiles() throws Exception {
        admin = company.client(company.administrator());
        director = company.client(company.user("gao", "director", "客户服务部", Scope.ALL));
        employee = company.client(company.user("ana", "employee", "销售一部", Scope.OWN));
        var contract = JSON.readTree(Files.readString(Path.of("../api/openapi.json")));
        operations = Operation.all(contract);
        good = new GoodRequests(contract, admin);
        good.know("users", company.user("spare", "employee", "客户服务部", Scope.OWN).id());
    }

    /// Requests void, close, and undo what they find, so that there is something new now and then.
    private void openFiles() {
        good.forget();
        for (int i = 0; i < 4; i++) {
            open(i % 2 == 0 ? employee : director, opened++);
        }
        know("departments", "{\"name\":\"多余部%d\"}");
        know(
                "roles",
                """
                {"code":"spare%d","name":"多余角色%1$d","rank":"EMPLOYEE","scope":"OWN","rights":[]}
                """);
        know(
                "policies",
                """
                {"name":"多余策略%d","enabled":false,"effect":"ALLOW","actions":["FIND"],
                 "level":"ANNOUNCED","relation":"OWNER"}
                """);
        var token = NewId.next();
        company.as(
                company.administrator(),
                () -> tokens.create(token, company.administrator().id(), "spare", null, null));
        good.know("tokens", token);
        bring();
    }

    private void open(TestClient client, int number) {
        var id = NewId.next();
        var file = "/customers/" + id;
        succeed(
                client.put(
                        file,
                        "{\"kind\":\"ORGANISATION\",\"name\":\"某某公司%d\",\"mobile\":\"137%08d\"}"
                                .formatted(number, number)));
        good.know("customers", id);
        var person = NewId.next();
        succeed(
                client.put(
                        file + "/people/" + person,
                        "{\"name\":\"张三\",\"mobile\":\"136%08d\"}".formatted(number)));
        good.know("people", person);
        var visit = NewId.next();
        succeed(
                client.put(
                        file + "/visits/" + visit,
                        "{\"visitedOn\":\"2026-01-05\",\"peopleMet\":[\"张三\"],\"summary\":\"谈妥\"}"));
        good.know("visits", visit);
        var order = NewId.next();
        succeed(
                client.put(
                        "/orders/" + order,
                        """
                        {"customerId":"%s","orderNumber":"D-%d","orderedOn":"2026-01-05","status":"DONE",
                         "total":{"amount":"12.30","currency":"CNY"}}
                        """
                                .formatted(id, number)));
        good.know("orders", order);
    }

    private void know(String kind, String body) {
        var id = NewId.next();
        succeed(admin.put("/" + kind + "/" + id, body.formatted(opened++)));
        good.know(kind, id);
    }

    private void bring() {
        var body =
                "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n"
                        + "客户名称,手机\n甲%d,1\n\r\n--b--\r\n".formatted(opened++);
        var brought =
                admin.send(
                        "POST",
                        "/imports",
                        body,
                        Map.of("Content-Type", "multipart/form-data; boundary=b"));
        succeed(brought);
        good.know("imports", brought.text("/id"));
        var checked = admin.post("/imports/" + brought.text("/id") + "/check", "");
        succeed(checked);
        good.know("jobs", checked.text("/job"));
    }

    private static void succeed(TestClient.Answer answer) {
        assertThat(answer.status()).as(answer.response().body()).isBetween(200, 299);
    }

    @Test
    void wrongInputIsRefusedInWordsAndIsNeverAFault() {
        long seed = Course.seed();
        System.out.printf("WrongInputTests: seed %d, %d requests%n", seed, REQUESTS);
        var clients = List.of(admin, director, employee);
        var findings = new TreeMap<String, String>();
        var reached = new HashSet<Operation>();
        var inPerson = new HashSet<Operation>();
        var refused = new HashMap<Operation, String>();
        var statuses = new TreeMap<Integer, Integer>();
        var wrong = new WrongRequests(good);
        try (var http = new RawHttp(company.port())) {
            for (int i = 0; i < REQUESTS; i++) {
                Course.progress("requests", i + 1, REQUESTS);
                if (i % FRESH == 0) {
                    openFiles();
                }
                var random = new Random(seed + i);
                var operation = operations.get(i % operations.size());
                var client =
                        isCostly(operation)
                                ? employee
                                : clients.get(random.nextInt(clients.size()));
                var language = random.nextBoolean() ? "zh-CN" : "en";
                int mistakes = List.of(0, 1, 1, 1, 1, 2, 2, 3).get(random.nextInt(8));
                var request = wrong.request(operation, language, client.token(), mistakes, random);
                var answer = http.send(request);
                statuses.merge(answer.status(), 1, Integer::sum);
                if (answer.status() < 300) {
                    reached.add(operation);
                    good.learn(operation, answer);
                }
                if (answer.text().contains("access.in-person-only")) {
                    inPerson.add(operation);
                }
                var wrongness = wrongness(answer, request.isReadable() ? language : "");
                if (mistakes == 0 && answer.status() >= 400 && client == admin) {
                    refused.put(operation, answer.text());
                }
                if (!wrongness.isEmpty()) {
                    findings.putIfAbsent(
                            operation + " " + wrongness,
                            "seed %d + %d%n%s%n-> %d %s"
                                    .formatted(
                                            seed,
                                            i,
                                            request,
                                            answer.status(),
                                            shorten(answer.text())));
                }
            }
        }
        System.out.println("answers by status: " + statuses);
        operations.stream()
                .filter(each -> !reached.contains(each))
                .forEach(
                        each ->
                                System.out.println(
                                        "never succeeded: " + each + " " + refused.get(each)));
        assertThat(findings.values().stream().limit(SHOWN))
                .as("%d findings: %s", findings.size(), findings.keySet())
                .isEmpty();
        assertThat(reached.size())
                .as("operations that were reached, of those that tokens may reach")
                .isGreaterThan((operations.size() - inPerson.size()) / 2);
        assertThat(clients).allMatch(client -> client.get("/session").status() == 200);
    }

    /// What takes seconds when it is right, for whoever may do it.
    private static boolean isCostly(Operation operation) {
        return operation.path().endsWith("/demo");
    }

    /// What is wrong with the answer; empty when nothing is.
    private static String wrongness(RawHttp.Answer answer, String language) {
        if (answer.status() < 300 || answer.status() == NOT_MODIFIED) {
            return "";
        }
        if (answer.status() < 400 || answer.status() >= 500) {
            return "status " + answer.status();
        }
        if (answer.body().length == 0 && answer.header("content-length").equals("")) {
            return "";
        }
        if (!answer.header("content-type").startsWith("application/problem+json")) {
            return "no problem document";
        }
        if (answer.body().length == 0) {
            return "";
        }
        if (answer.body().length > LONGEST_ANSWER) {
            return "repeats all that was sent";
        }
        var problem = JSON.readTree(answer.text());
        if (INSIDE.matcher(answer.text()).find()) {
            return "tells of the inside";
        }
        return texts(problem, language);
    }

    private static String texts(JsonNode problem, String language) {
        boolean english = language.equals("en");
        if (!problem.at("/code").asString("").matches("[a-z][a-z0-9.-]+")
                || !problem.at("/status").isInt()) {
            return "no code";
        }
        var title = problem.at("/title").asString("");
        var detail = problem.at("/detail").asString("");
        if (title.isBlank() || detail.isBlank()) {
            return "no words";
        }
        if (language.isEmpty()) {
            return "";
        }
        if (CHINESE.matcher(title).find() == english
                || !english && !CHINESE.matcher(detail).find()) {
            return "in the wrong language";
        }
        for (var error : problem.at("/errors")) {
            var message = error.at("/message").asString("");
            if (message.isBlank() || !english && !CHINESE.matcher(message).find()) {
                return "a field in the wrong language";
            }
            if (Pattern.compile("\\{\\d+}").matcher(message).find()
                    && !message.contains("{0}")
                    && !message.contains("{999}")) {
                return "an argument is missing";
            }
        }
        return "";
    }

    private static String shorten(String text) {
        return text.length() > 700 ? text.substring(0, 700) + "…" : text;
    }
}
