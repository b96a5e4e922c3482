package io.kedang.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.access.Right;
import io.kedang.goal.Course;
import io.kedang.kernel.NewId;
import io.kedang.matrix.Http.Request;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/// The ways on which peers leak: search, counts, suggestions, duplicate checks, tables that are
/// brought in, live events.
@Tag("s1")
@MatrixTest
class SurfaceTests {
    private static final int SEARCHED = Course.count(40, Integer.MAX_VALUE);
    private static final String UNKNOWN = "intake.customer-unknown";
    private static final List<String> SEEKERS =
            List.of(
                    "employee",
                    "service",
                    "manager",
                    "marketing manager of a department",
                    "archivist");

    @Autowired World world;

    private Leaks leaks;

    @BeforeEach
    void look() {
        leaks = new Leaks(world);
    }

    @Test
    void whoeverIsAnnouncedIsAMaskedNameAClassAndADepartment() {
        for (var who : world.principals()) {
            for (var file : world.files()) {
                if (!who.rights().isEmpty()
                        && world.rules().level(who, file) == Rules.Level.ANNOUNCED) {
                    var told = who.http().get("/customers/" + file.id()).json();
                    assertThat(told.propertyNames())
                            .as("%s, %s", who, file)
                            .containsExactlyInAnyOrder(
                                    "type",
                                    "title",
                                    "status",
                                    "detail",
                                    "code",
                                    "name",
                                    "department",
                                    "grade",
                                    "instance");
                    assertThat(told.at("/name").asString()).contains("*");
                    assertThat(told.at("/department").asString()).isEqualTo(file.department());
                    assertThat(told.at("/grade").asString()).isEqualTo("" + file.grade());
                }
            }
        }
    }

    @Test
    void searchingForWhatStandsInAHiddenFileFindsAndCountsNothing() {
        var findings = new ArrayList<String>();
        var random = Course.random("surfaces");
        for (var name : SEEKERS) {
            var who = world.principal(name);
            var words = new ArrayList<Canary>();
            unreadableTo(who).forEach(file -> words.addAll(world.canaries().clearOf(file)));
            Collections.shuffle(words, random);
            for (var canary : words.subList(0, Math.min(words.size(), SEARCHED))) {
                for (var path :
                        List.of(
                                "/customers?size=200&count=exact&q=",
                                "/people?size=200&q=",
                                "/users/names?q=")) {
                    var request = Request.get(path + encoded(canary.value()));
                    var answer = who.http().send(request);
                    int listed = answer.json().at("/items").size();
                    if (answer.json().at("/count").asInt(listed) != listed) {
                        findings.add("%s counts %s by %s".formatted(who, canary, path));
                    }
                    leaks.in(answer, request, who)
                            .forEach(
                                    leak ->
                                            findings.add(
                                                    "%s by %s: %s".formatted(who, path, leak)));
                }
            }
        }
        assertThat(findings).isEmpty();
    }

    @Test
    void filteringByWhatStandsInAHiddenFileFindsAndCountsNothing() {
        var findings = new ArrayList<String>();
        for (var name : SEEKERS) {
            var who = world.principal(name);
            for (var file : unreadableTo(who)) {
                for (var filter :
                        List.of(
                                "{\"field\":\"name\",\"op\":\"eq\",\"value\":\"%s\"}"
                                        .formatted(file.words().get("name")),
                                "{\"field\":\"fileNumber\",\"op\":\"eq\",\"value\":\"%s\"}"
                                        .formatted(file.words().get("fileNumber")))) {
                    for (var bin : List.of("false", "true")) {
                        var path = "/customers?count=exact&voided=" + bin + "&filter=";
                        var answer = who.http().get(path + encoded(filter));
                        if (answer.status() != 200 || answer.json().at("/count").asInt() != 0) {
                            findings.add("%s, %s: %s".formatted(who, file, answer));
                        }
                    }
                }
            }
        }
        assertThat(findings).isEmpty();
    }

    @Test
    void aDuplicateCheckTellsOnlyWhomToAsk() {
        for (var name : SEEKERS) {
            var who = world.principal(name);
            for (var file :
                    unreadableTo(who).stream().filter(each -> !each.voided()).limit(4).toList()) {
                for (var field : List.of("name", "mobile", "externalNumber")) {
                    var value = world.canaries().of(file, field);
                    var request =
                            Request.post(
                                    "/customers/duplicates",
                                    "{\"kind\":\"%s\",\"%s\":\"%s\"}"
                                            .formatted(file.words().get("kind"), field, value));
                    var answer = who.http().send(request);
                    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
                    assertThat(answer.json().at("/hits").size()).as("%s %s", file, field).isOne();
                    var hit = answer.json().at("/hits/0");
                    assertThat(hit.at("/level").asString()).isEqualTo("ANNOUNCED");
                    assertThat(hit.at("/department").asString()).isEqualTo(file.department());
                    assertThat(leaks.in(answer, request, who)).isEmpty();
                }
            }
        }
    }

    @Test
    void aTableThatIsBroughtInShowsNothingOfTheFilesThatItMeets() {
        var columns = List.of("name", "mobile", "externalNumber");
        for (var who : importers()) {
            var table = new StringBuilder("客户名称,手机,外部编号\n");
            for (var file : unreadableTo(who)) {
                for (int column = 0; column < columns.size(); column++) {
                    var cells = new ArrayList<>(List.of("无名公司", "", ""));
                    cells.set(column, world.canaries().of(file, columns.get(column)));
                    table.append(String.join(",", cells)).append('\n');
                }
            }
            assertThat(shown(who, "CUSTOMERS", table.toString())).as(who.name()).isEmpty();
        }
    }

    /// A customer that is hidden and one that does not exist are refused by the same words.
    @Test
    void peopleAndOrdersThatAreBroughtInShowNothingOfTheirCustomers() {
        for (var who : importers()) {
            var people = new StringBuilder("公司名称,联系人姓名,手机\n");
            var orders = new StringBuilder("order_no,customer_no,order_date,amount,currency\n");
            int row = 0;
            for (var file : unreadableTo(who)) {
                people.append("%s,张三,\n".formatted(file.words().get("name")));
                people.append("查无此公司%d,张三,\n".formatted(row));
                orders.append(order(++row, file.words().get("fileNumber")));
                orders.append(order(++row, "KH-1999-%05d".formatted(row)));
            }
            assertThat(shown(who, "PEOPLE", people.toString())).as(who.name()).isEmpty();
            if (who.rights().contains(Right.TRADE_READ)) {
                assertThat(shown(who, "ORDERS", orders.toString())).as(who.name()).isEmpty();
            }
        }
    }

    private static String order(int row, String customer) {
        return "O-%d,%s,2026-01-01,1.00,CNY\n".formatted(row, customer);
    }

    private List<Principal> importers() {
        return Stream.of("manager", "archivist", "marketing manager of a department")
                .map(world::principal)
                .toList();
    }

    /// What an import of this table shows: itself, its rows, its job, and the workbook of errors.
    private List<Canary> shown(Principal who, String kind, String table) {
        var id = world.bring(who, kind, table);
        var started = who.http().send(Request.post("/imports/" + id + "/check", ""));
        assertThat(started.status()).as(started.toString()).isEqualTo(202);
        world.settle();
        var said = new Request("", "", Map.of(), table);
        var shown = new ArrayList<Canary>();
        for (var path :
                List.of(
                        "/imports/" + id,
                        "/imports/" + id + "/rows?size=200",
                        "/imports/" + id + "/errors.xlsx",
                        "/jobs/" + started.json().at("/job").asString())) {
            var answer = who.http().get(path);
            assertThat(answer.status()).as(path + answer).isEqualTo(200);
            shown.addAll(leaks.in(answer, said, who));
        }
        var rows = who.http().get("/imports/" + id + "/rows?size=200").json().at("/items");
        assertThat(rows.size()).isGreaterThan(10);
        if (!kind.equals("CUSTOMERS")) {
            assertThat(rows.values())
                    .allMatch(each -> each.at("/errors/0/code").asString("").equals(UNKNOWN));
        }
        return shown;
    }

    @Test
    void whoWorksForTwoCustomersLeadsNobodyFromOneToTheOther() {
        var who = world.principal("employee");
        var own = world.file("C own");
        var other = world.file("C other department's");
        assertThat(world.rules().mayRead(who, other)).isFalse();
        var person = NewId.next();
        enter(own, person);
        enter(other, person);
        assertThat(shownOf(person, own, who)).isEmpty();
        succeed(
                Request.post(
                        "/people/" + person + "/leave", "{\"from\":\"%s\"}".formatted(own.id())));
        assertThat(shownOf(person, own, who)).isEmpty();
        assertThat(who.http().get("/people/" + person).code()).isEqualTo("people.not-found");
    }

    private void enter(GuardedFile file, UUID person) {
        var title = world.canaries().word(file.key(), "title of both", false);
        var department = world.canaries().word(file.key(), "department of both", false);
        var body = "{\"name\":\"两处任职\",\"position\":{\"title\":\"%s\"}}".formatted(title);
        succeed(Request.put("/customers/" + file.id() + "/people/" + person, body));
        var path = "/customers/" + file.id() + "/people/" + person + "/position";
        var change = "{\"department\":\"%s\"}".formatted(department);
        succeed(Request.patch(path, world.version("person", person), change));
    }

    private void succeed(Request request) {
        var answer = world.principal("director").http().send(request);
        assertThat(answer.succeeded()).as(request + " -> " + answer).isTrue();
    }

    private List<Canary> shownOf(UUID person, GuardedFile file, Principal who) {
        var shown = new ArrayList<Canary>();
        for (var path :
                List.of(
                        "/people/" + person,
                        "/people/" + person + "/positions",
                        "/people/" + person + "/revisions",
                        "/people/" + person + "/revisions/1",
                        "/people/" + person + "/revisions/4",
                        "/people?size=200&q=" + encoded("两处任职"),
                        "/customers/" + file.id() + "/people?former=true",
                        "/customers/" + file.id() + "/timeline?size=200",
                        "/customers/" + file.id() + "/open")) {
            var request = Request.get(path);
            shown.addAll(leaks.in(who.http().send(request), request, who));
        }
        return shown;
    }

    @Test
    void nobodyHearsOfChangesInFilesThatHeMayNotRead() {
        var who = world.principal("colleague");
        try (var events = Events.open(who)) {
            var own = world.file("C colleague's");
            events.hear(own.id().toString(), () -> change(own));
            events.forget();
            unreadableTo(who).stream().filter(file -> !file.voided()).forEach(this::change);
            events.hear(own.id().toString(), () -> change(own));
            assertThat(leaks.of(events.text(), who)).isEmpty();
        }
    }

    /// His page still shows it, and has to ask again.
    @Test
    void whoLosesAFileHearsThatSomethingHasChangedAndNotWhat() {
        var who = world.principal("colleague");
        var file = world.file("B own");
        try (var events = Events.open(who)) {
            events.hear("\"kind\":\"customer\"", () -> change(world.file("C colleague's")));
            events.forget();
            grade(file, "A");
            events.hear("\"kind\":\"customers\"", () -> {});
            assertThat(events.text()).doesNotContain(file.id().toString());
            assertThat(who.http().get("/customers/" + file.id()).code())
                    .isEqualTo("customer.announced");
        } finally {
            grade(file, "B");
        }
    }

    private void grade(GuardedFile file, String grade) {
        var body = "{\"grade\":\"%s\",\"reason\":\"大客户\"}".formatted(grade);
        succeed(Request.put("/customers/" + file.id() + "/grade", body));
    }

    /// In every way that live events tell of, and back.
    private void change(GuardedFile file) {
        world.mend("POST /people/{id}/void", file);
        world.mend("POST /people/{id}/unvoid", file);
        var director = world.principal("director").http();
        var order =
                """
                {"customerId":"%s","orderNumber":"%s","orderedOn":"2026-01-05","status":"DRAFT",
                 "total":{"amount":"1.00","currency":"CNY"}}
                """;
        var id = world.canaries().know(file.key(), "order.id", false, NewId.next().toString());
        var entered =
                director.send(Request.put("/orders/" + id, order.formatted(file.id(), "E-" + id)));
        assertThat(entered.status()).as(entered.toString()).isEqualTo(201);
        var visit = "{\"visitedOn\":\"2026-01-05\",\"peopleMet\":[\"x\"],\"summary\":\"x\"}";
        var path = "/customers/" + file.id() + "/visits/" + NewId.next();
        assertThat(director.send(Request.put(path, visit)).status()).isEqualTo(201);
        world.mend("DELETE /customers/{id}/grade", file);
        world.mend("PUT /customers/{id}/grade", file);
    }

    private List<GuardedFile> unreadableTo(Principal who) {
        return world.files().stream().filter(file -> !world.rules().mayRead(who, file)).toList();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
