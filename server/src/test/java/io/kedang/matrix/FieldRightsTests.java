package io.kedang.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.access.policy.FieldClass;
import io.kedang.customer.people.PersonFields;
import io.kedang.customer.record.FieldClasses;
import io.kedang.kernel.NewId;
import io.kedang.kernel.condition.Operator;
import io.kedang.kernel.field.Field;
import io.kedang.matrix.Http.Request;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Classes of fields that a policy masks to the director in files of class B: none of their values
/// comes to him by any operation, and none can be found out by asking.
@Tag("s1")
@MatrixTest
class FieldRightsTests {
    private static final String PREFIX = "person.";
    private static final String FILE = "B other department's";
    private static final String FILE_OF_AN_ORGANISATION = "B own";
    private static final String OPEN_FILE = "C other department's";

    @Autowired World world;

    private String policy = "";

    @AfterEach
    void theNextTestSeesAllAgain() {
        var removed =
                world.administrator()
                        .send(
                                new Request(
                                        "DELETE",
                                        "/policies/" + policy,
                                        Map.of("If-Match", "\"" + version() + "\""),
                                        ""));
        assertThat(removed.succeeded()).as(removed.toString()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"MASK", "WITHHOLD"})
    void noOperationShowsWhatIsClosed(String how) {
        close(how);
        var shown = new TreeMap<String, List<Canary>>();
        for (var key : List.of(FILE, FILE_OF_AN_ORGANISATION)) {
            read(world.file(key))
                    .forEach(
                            (call, answer) -> {
                                var canaries = closedOnes(answer);
                                if (!canaries.isEmpty()) {
                                    shown.put(call, canaries);
                                }
                            });
        }
        assertThat(shown).isEmpty();
    }

    /// So that the test above can fail: the same operations show the same classes of other files.
    @Test
    void theSameOperationsShowThemOfOtherFiles() {
        close("WITHHOLD");
        var fields =
                read(world.file(OPEN_FILE)).values().stream()
                        .flatMap(answer -> world.canaries().in(answer.text()).stream())
                        .filter(canary -> canary.file().equals(OPEN_FILE))
                        .flatMap(canary -> fieldClass(canary).stream())
                        .collect(Collectors.toSet());
        assertThat(fields).contains(FieldClass.CONTACT, FieldClass.PERSONAL, FieldClass.ASSESSMENT);
    }

    @Test
    void whatIsClosedIsNeitherRevealedNorChanged() {
        close("MASK");
        var file = world.file(FILE);
        var reveal = "{\"fields\":[\"mobile\"],\"reason\":\"x\"}";
        for (var path : List.of("/customers/" + file.id(), "/people/" + file.person())) {
            var revealed = director().send(Request.post(path + "/reveal", reveal));
            assertThat(revealed.status()).as(path).isEqualTo(422);
            assertThat(revealed.text()).contains("customer.field-closed");
            var table = path.startsWith("/people") ? "person" : "customer";
            var id = path.substring(path.lastIndexOf('/') + 1);
            var changed =
                    director()
                            .send(
                                    Request.patch(
                                            path,
                                            world.version(table, id),
                                            "{\"remarks\":\"another\"}"));
            assertThat(changed.text()).as(path).contains("customer.field-closed");
        }
    }

    /// A masked value, so that the page has something to show; and it says that it is none.
    @Test
    void anAnswerSaysWhichFieldsAreClosed() {
        close("MASK");
        var file = director().get("/customers/" + world.file(FILE).id()).json();
        assertThat(file.at("/closed").values().stream().map(each -> each.asString()))
                .contains("remarks", "email", "creditRating")
                .doesNotContain("name", "grade", "tags");
        assertThat(file.at("/remarks").asString()).isEqualTo("****");
        var open = director().get("/customers/" + world.file(OPEN_FILE).id()).json();
        assertThat(open.has("closed")).isFalse();
    }

    @Test
    void nothingIsFilteredByWhatIsClosedInSomeFile() {
        close("MASK");
        var told = new ArrayList<String>();
        for (var field : world.fields()) {
            if (FieldClasses.of(field) != null) {
                for (var operator : List.of(Operator.PRESENT, Operator.MISSING)) {
                    var filter =
                            "{\"field\":\"%s\",\"op\":\"%s\"}"
                                    .formatted(field.key(), operator.word());
                    var answer = director().get("/customers?filter=" + encoded(filter));
                    if (!answer.code().equals("condition.masked-field")) {
                        told.add(filter + ": " + answer);
                    }
                }
            }
        }
        assertThat(told).isEmpty();
    }

    @Test
    void nothingClosedFindsItsFile() {
        close("MASK");
        var found = new ArrayList<String>();
        int asked = 0;
        for (var canary : world.canaries().clearOf(world.file(FILE_OF_AN_ORGANISATION))) {
            if (fieldClass(canary).isPresent()) {
                for (var path : List.of("/customers?size=200&q=", "/people?size=200&q=")) {
                    asked++;
                    var answer = director().get(path + encoded(canary.value()));
                    if (answer.text().contains(world.file(FILE_OF_AN_ORGANISATION).id() + "")) {
                        found.add(path + canary);
                    }
                }
            }
        }
        assertThat(asked).isGreaterThan(20);
        assertThat(found).isEmpty();
        var name = world.file(FILE_OF_AN_ORGANISATION).words().get("name");
        assertThat(director().get("/customers?q=" + encoded(name)).json().at("/items").size())
                .isOne();
    }

    @Test
    void thePanelNamesThePolicyThatClosesThem() {
        close("WITHHOLD");
        var access = director().get("/customers/" + world.file(FILE).id() + "/access").json();
        assertThat(access.at("/fields").size()).isEqualTo(FieldClass.values().length);
        assertThat(access.at("/fields/0/sight").asString()).isEqualTo("WITHHELD");
        assertThat(access.at("/fields/0/closing/0/id").asString()).isEqualTo(policy);
        var open = director().get("/customers/" + world.file(OPEN_FILE).id() + "/access").json();
        assertThat(open.at("/fields").size()).isZero();
    }

    @Test
    void thePreviewTellsWhoSeesLessOfWhat() {
        policy = NewId.next().toString();
        var preview =
                world.administrator()
                        .send(Request.post("/policies/" + policy + "/preview", body("MASK")));
        assertThat(preview.status()).as(preview.toString()).isEqualTo(200);
        var director =
                preview.json().at("/effects").values().stream()
                        .filter(each -> each.at("/name").asString().equals("director"))
                        .findFirst()
                        .orElseThrow();
        assertThat(director.at("/changes").size()).isZero();
        assertThat(director.at("/fields/0/sight").asString()).isEqualTo("CLEAR");
        assertThat(director.at("/fields/0/opened").asInt()).isZero();
        assertThat(director.at("/fields/0/closed").asInt()).isGreaterThan(3);
        assertThat(director.at("/fields/0/fields").size()).isEqualTo(FieldClass.values().length);
        close("MASK");
    }

    // -- parts of the above --------------------------------------------------------------------

    private void close(String how) {
        policy = NewId.next().toString();
        var made = world.administrator().send(put("/policies/" + policy, body(how)));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
    }

    private static Request put(String path, String body) {
        return Request.put(path, body);
    }

    private String body(String how) {
        var classes =
                Arrays.stream(FieldClass.values())
                        .map(each -> "\"" + each + "\"")
                        .collect(Collectors.joining(","));
        return """
        {"name":"closes","enabled":true,"effect":"DENY","actions":["READ"],"level":"READABLE",
         "relation":"ANY","roles":["%s"],"obligations":["%s"],"fields":[%s],
         "condition":{"field":"grade","op":"eq","value":"B"}}
        """
                .formatted(role(), how, classes);
    }

    private String role() {
        return world.administrator().get("/roles").json().at("/items").values().stream()
                .filter(
                        each ->
                                each.at("/code")
                                        .asString(each.at("/name").asString())
                                        .equals("director"))
                .findFirst()
                .orElseThrow()
                .at("/id")
                .asString();
    }

    private int version() {
        return world.version("policy", policy);
    }

    private Http director() {
        return world.principal("director").http();
    }

    /// Everything that the contract answers about the file or about many.
    private Map<String, Answer> read(GuardedFile file) {
        var answers = new TreeMap<String, Answer>();
        var calls =
                world.matrix().entries().values().stream()
                        .filter(entry -> entry.tried())
                        .filter(
                                entry ->
                                        entry.method().equals("GET")
                                                || List.of("POST /exports").contains(entry.call()))
                        .filter(
                                entry ->
                                        entry.about().isGuarded()
                                                || entry.about() == Matrix.About.LIST)
                        .toList();
        for (var entry : calls) {
            var answer = director().send(world.requests().of(entry, file.words()));
            answers.put(entry.call() + " " + file.key(), answer);
        }
        var field = "/customers/" + file.id() + "/fields/remarks/history";
        answers.put(field, director().get(field));
        var columns = world.fields().stream().map(Field::key).collect(Collectors.joining(","));
        var list = "/customers?size=200&columns=" + columns;
        answers.put(list, director().get(list));
        assertThat(answers).hasSizeGreaterThan(15);
        assertThat(answers.values().stream().filter(Answer::succeeded).count()).isGreaterThan(12);
        return answers;
    }

    private List<Canary> closedOnes(Answer answer) {
        return world.canaries().in(answer.text()).stream()
                .filter(canary -> canary.file().startsWith("B "))
                .filter(canary -> fieldClass(canary).isPresent())
                .toList();
    }

    private Optional<FieldClass> fieldClass(Canary canary) {
        var key = canary.field();
        return Stream.of(
                        world.fields().stream()
                                .filter(field -> field.key().equals(key))
                                .findFirst(),
                        key.startsWith(PREFIX)
                                ? PersonFields.find(key.substring(PREFIX.length()))
                                : Optional.<Field>empty())
                .flatMap(Optional::stream)
                .findFirst()
                .map(FieldClasses::of);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
