package io.kedang.listview;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.KedangTest;
import io.kedang.TestClient;
import io.kedang.TestClient.Answer;
import io.kedang.TestCompany;
import io.kedang.access.Scope;
import io.kedang.kernel.NewId;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

@KedangTest
class ListViewApiTests {
    private static final String GRADE_A = "{\"field\":\"grade\",\"op\":\"eq\",\"value\":\"A\"}";

    @Autowired TestCompany company;

    private TestClient lin;
    private TestClient colleague;
    private TestClient elsewhere;
    private TestClient manager;
    private TestClient admin;

    @BeforeEach
    void people() {
        lin = person("lin", "employee", "销售一部", Scope.OWN);
        colleague = person("mei", "employee", "销售一部", Scope.OWN);
        elsewhere = person("hao", "employee", "销售二部", Scope.OWN);
        manager = person("fei", "manager", "销售部", Scope.SUBTREE);
        admin = company.client(company.administrator());
    }

    @Test
    void aViewKeepsWhatTheListShows() {
        var id = NewId.next();
        var body =
                view("我的A类", "PRIVATE", null, false)
                        .replace(
                                "\"kind\"",
                                "\"filter\":"
                                        + GRADE_A
                                        + ",\"sort\":\"-name\",\"columns\":["
                                        + "{\"key\":\"name\",\"width\":260},{\"key\":\"grade\"}],"
                                        + "\"kind\"");
        assertThat(lin.put("/views/" + id, body).status()).isEqualTo(201);
        assertThat(lin.put("/views/" + id, body).status()).as("sent twice").isEqualTo(201);
        var saved = seen(lin, id);
        assertThat(saved.text("/name")).isEqualTo("我的A类");
        assertThat(saved.text("/filter/field")).isEqualTo("grade");
        assertThat(saved.text("/sort")).isEqualTo("-name");
        assertThat(saved.body().at("/columns/0/width").asInt()).isEqualTo(260);
        assertThat(saved.text("/columns/1/key")).isEqualTo("grade");
        assertThat(lin.put("/views/" + id, view("别的", "PRIVATE", null, false)).code())
                .isEqualTo("listview.id-taken");
    }

    @Test
    void whoSeesAViewFollowsFromForWhomItIs() {
        var mine = make(lin, "PRIVATE", null, true);
        var department = make(lin, "DEPARTMENT", company.department("销售一部"), true);
        var everyone = make(manager, "EVERYONE", null, true);
        assertThat(ids(lin)).contains(mine, department, everyone);
        assertThat(ids(colleague)).contains(department, everyone).doesNotContain(mine);
        assertThat(ids(elsewhere)).contains(everyone).doesNotContain(mine, department);
        assertThat(ids(admin)).contains(department, everyone).doesNotContain(mine);
        assertThat(elsewhere.patch("/views/" + department, 1, "{\"name\":\"x\"}").code())
                .isEqualTo("listview.unknown");
        assertThat(remove(elsewhere, mine, 1).status()).isEqualTo(404);
    }

    @Test
    void sharingNeedsRankOrTheDepartment() {
        assertThat(put(lin, "EVERYONE", null).code()).isEqualTo("listview.everyone-refused");
        assertThat(put(lin, "DEPARTMENT", company.department("销售二部")).code())
                .isEqualTo("listview.department-refused");
        assertThat(put(lin, "DEPARTMENT", null).code()).isEqualTo("listview.department-missing");
        assertThat(put(manager, "DEPARTMENT", company.department("销售二部")).status()).isEqualTo(201);
        assertThat(put(admin, "EVERYONE", null).status()).isEqualTo(201);
        var mine = make(lin, "PRIVATE", null, false);
        assertThat(lin.patch("/views/" + mine, 1, "{\"visibility\":\"EVERYONE\"}").code())
                .isEqualTo("listview.everyone-refused");
    }

    @Test
    void lockedViewsAreChangedByTheirOwnerAndAdministratorsOnly() {
        var department = company.department("销售一部");
        var locked = make(lin, "DEPARTMENT", department, true);
        var open = make(lin, "DEPARTMENT", department, false);
        var sort = "{\"sort\":\"name\"}";
        assertThat(colleague.patch("/views/" + locked, 1, sort).code())
                .isEqualTo("listview.locked");
        assertThat(colleague.patch("/views/" + open, 1, sort).text("/sort")).isEqualTo("name");
        assertThat(colleague.patch("/views/" + open, 2, "{\"name\":\"x\"}").code())
                .isEqualTo("listview.not-yours");
        assertThat(colleague.patch("/views/" + open, 2, "{\"locked\":true}").code())
                .isEqualTo("listview.not-yours");
        assertThat(remove(colleague, open, 2).code()).isEqualTo("listview.not-yours");
        assertThat(lin.patch("/views/" + locked, 1, sort).status()).isEqualTo(200);
        assertThat(admin.patch("/views/" + locked, 2, "{\"name\":\"改名\"}").text("/name"))
                .isEqualTo("改名");
        var everyone = make(manager, "EVERYONE", null, false);
        assertThat(lin.patch("/views/" + everyone, 1, sort).code()).isEqualTo("listview.not-yours");
    }

    @Test
    void whoeverComesLateIsTold() {
        var id = make(lin, "PRIVATE", null, false);
        assertThat(lin.patch("/views/" + id, 1, "{\"sort\":\"name\"}").status()).isEqualTo(200);
        var late = lin.patch("/views/" + id, 1, "{\"sort\":\"-name\"}");
        assertThat(late.status()).isEqualTo(412);
        assertThat(late.code()).isEqualTo("listview.version-stale");
        assertThat(remove(lin, id, 1).status()).isEqualTo(412);
        assertThat(remove(lin, id, 2).status()).isEqualTo(204);
        assertThat(ids(lin)).doesNotContain(id);
    }

    @Test
    void whatNoListWouldTakeIsRefused() {
        var refused =
                Map.of(
                        "\"sort\":\"bank\"", "list.unknown-sort",
                        "\"columns\":[{\"key\":\"nothing\"}]", "customer.field-unknown",
                        "\"columns\":[{\"key\":\"name,grade\"}]", "customer.field-unknown",
                        "\"columns\":[{\"key\":\"name\"},{\"key\":\"name\"}]",
                                "listview.column-twice",
                        "\"filter\":{\"field\":\"nothing\",\"op\":\"missing\"}",
                                "condition.unknown-field",
                        "\"filter\":{\"field\":\"mobile\",\"op\":\"contains\",\"value\":\"8000\"}",
                                "listview.asks-secrets");
        refused.forEach(
                (part, code) -> {
                    var body =
                            view("x" + part.hashCode(), "PRIVATE", null, false)
                                    .replace("\"kind\"", part + ",\"kind\"");
                    var answer = lin.put("/views/" + NewId.next(), body);
                    assertThat(answer.status()).as(part).isBetween(400, 422);
                    assertThat(answer.code()).as(part).isEqualTo(code);
                });
        var kanban = view("看板", "PRIVATE", null, false).replace("TABLE", "KANBAN");
        assertThat(lin.put("/views/" + NewId.next(), kanban).status()).isBetween(400, 422);
        assertThat(put(lin, "PRIVATE", null, " ").status()).isEqualTo(422);
    }

    @Test
    void aFilterIsReplacedAsAWhole() {
        var id = make(lin, "PRIVATE", null, false);
        lin.patch("/views/" + id, 1, "{\"filter\":{\"not\":" + GRADE_A + "}}");
        var changed = lin.patch("/views/" + id, 2, "{\"filter\":" + GRADE_A + "}");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.body().at("/filter/not").isMissingNode()).isTrue();
        assertThat(lin.patch("/views/" + id, 3, "{\"filter\":null}").body().at("/filter").isNull())
                .isTrue();
    }

    @Test
    void namesAreTakenOncePerOwnerAndSharing() {
        var name = "名称" + UUID.randomUUID();
        assertThat(put(lin, "PRIVATE", null, name).status()).isEqualTo(201);
        assertThat(put(lin, "PRIVATE", null, name).code()).isEqualTo("listview.name-taken");
        assertThat(put(lin, "DEPARTMENT", company.department("销售一部"), name).status())
                .isEqualTo(201);
        assertThat(put(colleague, "PRIVATE", null, name).status()).isEqualTo(201);
        var other = make(lin, "PRIVATE", null, false);
        assertThat(lin.patch("/views/" + other, 1, "{\"name\":\"" + name + "\"}").code())
                .isEqualTo("listview.name-taken");
    }

    @Test
    void everybodyArrangesHisOwnTabs() {
        var first = make(manager, "EVERYONE", null, true);
        var second = make(lin, "DEPARTMENT", company.department("销售一部"), true);
        assertThat(pin(lin, second, List.of(second, first)).status()).isEqualTo(204);
        assertThat(pins(lin)).containsExactly(second, first);
        assertThat(lin.get("/views").text("/opens")).isEqualTo(second.toString());
        assertThat(pin(lin, null, List.of(first, second)).status()).isEqualTo(204);
        assertThat(pins(lin)).containsExactly(first, second);
        assertThat(lin.get("/views").text("/opens")).isNull();
        assertThat(pins(colleague)).isEmpty();
        assertThat(pin(elsewhere, null, List.of(second)).code()).isEqualTo("listview.unknown");
        assertThat(pin(lin, second, List.of(first)).code()).isEqualTo("listview.opens-unpinned");
        pin(colleague, null, List.of(second));
        assertThat(
                        lin.patch(
                                        "/views/" + second,
                                        1,
                                        "{\"visibility\":\"PRIVATE\",\"departmentId\":null}")
                                .status())
                .isEqualTo(200);
        assertThat(pins(colleague)).as("no longer shared").isEmpty();
        assertThat(remove(lin, second, 2).status()).isEqualTo(204);
        assertThat(pins(lin)).containsExactly(first);
    }

    /// What it shows follows from who looks.
    @Test
    void aViewGrantsNothing() {
        var file = NewId.next();
        assertThat(
                        lin.put(
                                        "/customers/" + file,
                                        "{\"kind\":\"ORGANISATION\",\"name\":\"视图公司\"}")
                                .status())
                .isEqualTo(201);
        var filter = "{\"field\":\"name\",\"op\":\"eq\",\"value\":\"视图公司\"}";
        var id = make(manager, "EVERYONE", null, true);
        manager.patch("/views/" + id, 1, "{\"filter\":" + filter + "}");
        for (var reader : List.of(lin, elsewhere)) {
            var shown = seen(reader, id).body().at("/filter").toString();
            var listed =
                    reader.get(
                            "/customers?filter="
                                    + URLEncoder.encode(shown, StandardCharsets.UTF_8));
            assertThat(listed.body().at("/items").size()).isEqualTo(reader == lin ? 1 : 0);
        }
    }

    @Test
    void whatOthersSeeIsTold() {
        var mine = make(lin, "PRIVATE", null, true);
        assertThat(entries(mine)).isEmpty();
        var shared = make(manager, "EVERYONE", null, true);
        manager.patch("/views/" + shared, 1, "{\"sort\":\"name\"}");
        remove(manager, shared, 2);
        assertThat(entries(shared))
                .containsExactly(
                        "visibilityBefore=所有人",
                        "visibility=所有人 visibilityBefore=所有人",
                        "visibility=所有人");
    }

    // -- calls ---------------------------------------------------------------------------------

    private TestClient person(String name, String role, String department, Scope scope) {
        var unique = name + UUID.randomUUID().toString().substring(0, 8);
        return company.client(company.user(unique, role, department, scope));
    }

    private static String view(String name, String visibility, UUID department, boolean locked) {
        return """
        {"name":"%s","visibility":"%s","departmentId":%s,"locked":%s,"kind":"TABLE",
         "density":"COMFORTABLE"}
        """
                .formatted(
                        name,
                        visibility,
                        department == null ? "null" : "\"" + department + "\"",
                        locked);
    }

    private static UUID make(TestClient who, String visibility, UUID department, boolean locked) {
        var id = NewId.next();
        var answer = who.put("/views/" + id, view("视图" + id, visibility, department, locked));
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        return id;
    }

    private static Answer put(TestClient who, String visibility, UUID department) {
        return put(who, visibility, department, "视图" + UUID.randomUUID());
    }

    private static Answer put(TestClient who, String visibility, UUID department, String name) {
        return who.put("/views/" + NewId.next(), view(name, visibility, department, true));
    }

    private static Answer remove(TestClient who, UUID id, int version) {
        return who.send("DELETE", "/views/" + id, null, Map.of("If-Match", "\"" + version + "\""));
    }

    private static Answer pin(TestClient who, UUID opens, List<UUID> views) {
        var quoted = views.stream().map(id -> "\"" + id + "\"").toList();
        return who.put(
                "/views/pins",
                "{\"views\":%s,\"opens\":%s}"
                        .formatted(quoted, opens == null ? "null" : "\"" + opens + "\""));
    }

    private static List<UUID> pins(TestClient who) {
        var pins = new ArrayList<UUID>();
        who.get("/views")
                .body()
                .at("/pins")
                .forEach(id -> pins.add(UUID.fromString(id.asString())));
        return pins;
    }

    private static List<UUID> ids(TestClient who) {
        var ids = new ArrayList<UUID>();
        who.get("/views")
                .body()
                .at("/items")
                .forEach(item -> ids.add(UUID.fromString(item.get("id").asString())));
        return ids;
    }

    private static Answer seen(TestClient who, UUID id) {
        var list = who.get("/views");
        for (var item : list.body().at("/items")) {
            if (item.get("id").asString().equals(id.toString())) {
                return new Answer(list.status(), item, list.response());
            }
        }
        throw new AssertionError("not seen: " + id);
    }

    private List<String> entries(UUID view) {
        var found = new ArrayList<String>();
        for (var item : admin.get("/audit?action=VIEW_CHANGED&size=100").body().at("/items")) {
            if (item.toString().contains(view.toString())) {
                var facts = new ArrayList<String>();
                for (var fact : item.at("/facts")) {
                    facts.add(fact.get("code").asString() + "=" + fact.get("value").asString());
                }
                facts.removeIf(fact -> fact.startsWith("name="));
                found.add(String.join(" ", facts));
            }
        }
        return found;
    }
}
