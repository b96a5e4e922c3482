package io.kedang.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.KedangTest;
import io.kedang.TestClient;
import io.kedang.TestCompany;
import io.kedang.access.Scope;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import tools.jackson.databind.JsonNode;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

@KedangTest
class PeopleImportTests {
    private static final String HEADING =
            "contact_no,customer_no,name,gender,title,department,is_primary,mobile,phone,email,"
                    + "wechat,birthday,address,created_at";

    @Autowired TestCompany company;
    @Autowired JdbcClient db;

    private TestClient api;
    private ImportClient imports;
    private int first;

    @BeforeEach
    void threeFirms() {
        imports = ImportClient.of(company);
        api = imports.api();
        first = imports.firms(3);
    }

    @Test
    void everyColumnOfAListOfContactsIsMappedByItself() {
        var english = bring(HEADING, person(0, "赵国峰"));
        assertThat(unmapped(english)).containsExactly("created_at");
        assertThat(columns(english).at("/1/mappedTo").asString()).isEqualTo("customer.number");
        var chinese =
                bring(
                        "公司名称,联系人姓名,性别,职务,部门,手机,邮箱,微信号,备注",
                        "%s,赵国峰,男,经理,采购部,13900001111,a@example.cn,zgf,老朋友".formatted(name(first)));
        assertThat(unmapped(chinese)).isEmpty();
        assertThat(columns(chinese).at("/0/mappedTo").asString()).isEqualTo("customer.name");
        var untold =
                bring(
                        "甲,乙,丙",
                        "厦门江岳材料有限公司,赵国峰,13900001111",
                        "泉州宏达贸易有限公司,王芳,13900001112",
                        "福州瑞丰集团,李雷,13900001113");
        assertThat(columns(untold).at("/0/mappedTo").asString()).isEqualTo("customer.name");
        assertThat(columns(untold).at("/2/mappedTo").asString()).isEqualTo("mobile");
    }

    @Test
    void peopleComeInWithAllTheirValuesAndTheirCustomersAreFoundByThem() {
        var id = bring(HEADING, person(0, "诸葛孟德"), person(1, "慕容芳"), person(2, "王小二"));
        imports.work(id, "check");
        assertThat(imports.counts(id)).containsExactly(3, 0, 0, 0, 0);
        assertThat(people(first)).isEmpty();
        imports.work(id, "run");
        assertThat(imports.counts(id)).containsExactly(3, 0, 0, 0, 0);
        var person = people(first).getFirst();
        var shown = api.get("/people/" + person.at("/id").asString());
        assertThat(shown.text("/name")).isEqualTo("诸葛孟德");
        assertThat(shown.text("/sex")).isEqualTo("FEMALE");
        assertThat(shown.text("/mobile")).startsWith("150****");
        assertThat(shown.text("/positions/0/title")).isEqualTo("总经理");
        assertThat(shown.body().at("/positions/0/main").asBoolean()).isTrue();
        var revision =
                api.get("/people/" + person.at("/id").asString() + "/revisions")
                        .body()
                        .at("/items/0");
        assertThat(revision.at("/source").asString()).isEqualTo("contacts.csv");
        assertThat(revision.at("/channel").asString()).isEqualTo("IMPORT");
        assertThat(found("诸葛孟德")).isEqualTo(customer(first));
        assertThat(found(mobile(0))).isEqualTo(customer(first));
    }

    @Test
    void whoIsNamedAsTheMainContactBecomesIt() {
        var other = person(0, "甲乙").replace(",1,150", ",0,150");
        var main =
                person(0, "丙丁")
                        .replace("P" + first + "0", "P" + first + "9")
                        .replace(mobile(0), mobile(9));
        imports.work(bring(HEADING, other, main), "run");
        assertThat(people(first))
                .extracting(item -> item.at("/name").asString() + item.at("/position/main"))
                .containsExactlyInAnyOrder("甲乙false", "丙丁true");
    }

    @Test
    void theSameListAgainBringsNothingNew() {
        var rows = new String[] {person(0, "赵国峰"), person(1, "王芳")};
        imports.work(bring(HEADING, rows), "run");
        var again = bring(HEADING, rows);
        imports.work(again, "run");
        assertThat(imports.counts(again)).containsExactly(0, 0, 2, 0, 0);
        assertThat(people(first)).hasSize(1);
    }

    @Test
    void aCustomerWhomTheImporterMayNotChangeIsRefusedLikeOneWhomNobodyHas() {
        var stranger =
                new ImportClient(
                        company.client(company.user("eva", "archivist", "销售一部", Scope.OWN)));
        var hidden = person(0, "赵国峰");
        var absent = person(1, "王芳").replace("T%07d".formatted(first + 1), "T9999999");
        var nobody = person(2, "李雷").replace("T%07d".formatted(first + 2), "");
        var id = bring(stranger, HEADING, hidden, absent, nobody);
        stranger.work(id, "run");
        assertThat(stranger.counts(id)).containsExactly(0, 0, 0, 3, 0);
        var rows = stranger.rows(id, "WRONG");
        var first = rows.at("/0/errors/0/message").asString();
        var second = rows.at("/1/errors/0/message").asString();
        assertThat(first.replaceAll("“.*”", "")).isEqualTo(second.replaceAll("“.*”", ""));
        assertThat(rows.at("/0/errors/0/code")).isEqualTo(rows.at("/1/errors/0/code"));
        assertThat(rows.at("/0/errors/0/field").asString()).isEqualTo("customer.number");
        assertThat(rows.at("/2/errors/0/code").asString()).isEqualTo("intake.customer-missing");
        assertThat(people(this.first)).isEmpty();
    }

    @Test
    void oneMobileOrNameAtOneCustomerIsASuspicionAtAnotherItIsNot() {
        imports.work(bring(HEADING, person(0, "赵国峰")), "run");
        var sameMobile = unnumbered(person(0, "赵老板"));
        var sameName = unnumbered(person(0, "赵国峰")).replace(mobile(0), mobile(7));
        var elsewhere =
                unnumbered(person(0, "赵国峰"))
                        .replace("T%07d".formatted(first), "T%07d".formatted(first + 1));
        var id = bring(HEADING, sameMobile, sameName, elsewhere);
        imports.work(id, "run");
        assertThat(imports.counts(id)).containsExactly(1, 0, 0, 0, 2);
        assertThat(imports.rows(id, "SUSPECTED"))
                .extracting(row -> row.at("/twin/by").asString())
                .containsExactly("PHONE", "NAME");
        assertThat(imports.rows(id, "SUSPECTED").at("/0/twin/name").asString()).isEqualTo("赵国峰");
    }

    @Test
    void somebodyWhoseNumberIsKnownElsewhereIsRefused() {
        imports.work(bring(HEADING, person(0, "赵国峰")), "run");
        var moved =
                person(0, "赵国峰").replace("T%07d".formatted(first), "T%07d".formatted(first + 1));
        var id = bring(HEADING, moved);
        imports.work(id, "run");
        assertThat(imports.rows(id, "WRONG").at("/0/errors/0/code").asString())
                .isEqualTo("intake.person-elsewhere");
    }

    @Test
    void aNumberThatOnlyOthersKnowIsAsGoodAsUnknown() {
        imports.work(bring(HEADING, person(0, "赵国峰")), "run");
        var stranger =
                new ImportClient(
                        company.client(company.user("eva", "archivist", "销售一部", Scope.OWN)));
        var own = TestRows.with(TestRows.firm(first + 5), "level", "C");
        own = TestRows.with(own, "owner_no", "");
        stranger.work(stranger.bring("own.csv", TestRows.csv(List.of(own))), "run");
        var row =
                person(0, "钱多多")
                        .replace("T%07d".formatted(first), "T%07d".formatted(first + 5))
                        .replace(mobile(0), mobile(6));
        var id = bring(stranger, HEADING, row);
        stranger.work(id, "run");
        assertThat(stranger.counts(id)).containsExactly(1, 0, 0, 0, 0);
        var again = bring(stranger, HEADING, row);
        stranger.work(again, "run");
        assertThat(stranger.counts(again)).containsExactly(0, 0, 1, 0, 0);
    }

    @Test
    void valuesFillOrReplaceAndAnUndoingGivesBackWhatNobodyTouchedSince() {
        var known = person(0, "赵国峰").replace("总经理", "");
        imports.work(bring(HEADING, known), "run");
        var changed = person(0, "赵国峰")
                        .replace(mobile(0), mobile(0).replace("150", "151"))
                        .replace("总经理", "董事长");
        var filling = bring(HEADING, changed);
        imports.work(filling, "run");
        assertThat(imports.counts(filling)).containsExactly(0, 1, 0, 0, 0);
        assertThat(shown().text("/mobile")).startsWith("150");
        assertThat(shown().text("/positions/0/title")).isEqualTo("董事长");
        var replacing = bring(HEADING, changed.replace("女", "男"));
        imports.patch(replacing, "{\"onDuplicate\":\"OVERWRITE\"}");
        imports.work(replacing, "run");
        assertThat(shown().text("/mobile")).startsWith("151");
        assertThat(found(mobile(0).replace("150", "151"))).isEqualTo(customer(first));

        var person = people(first).getFirst().at("/id").asString();
        api.patch("/people/" + person, 3, "{\"sex\":null}");
        imports.work(replacing, "undo");
        assertThat(shown().text("/mobile")).startsWith("150");
        var kept = imports.get(replacing).body().at("/conflicts/0");
        assertThat(kept.at("/fields/0").asString()).isEqualTo("sex");
        assertThat(kept.at("/name").asString()).isEqualTo("赵国峰");
        imports.work(filling, "undo");
        assertThat(shown().text("/positions/0/title")).isNull();
        assertThat(found(mobile(0))).isEqualTo(customer(first));
    }

    @Test
    void customersThatAreMissingAreOpenedWhereTheOwnerWantsThatAndAnUndoingTakesThemAway() {
        var firm = "厦门" + Integer.toString(first, 36) + "有限公司";
        var heading = "公司名称,姓名,手机";
        var rows = new String[] {firm + ",赵国峰,13711110000", firm + ",王芳,13711110001"};
        var refusing = bring(heading, rows);
        imports.work(refusing, "check");
        assertThat(imports.counts(refusing)).containsExactly(0, 0, 0, 2, 0);
        imports.patch(refusing, "{\"settings\":{\"missingCustomers\":\"CREATE\"}}");
        imports.work(refusing, "check");
        assertThat(imports.counts(refusing)).containsExactly(2, 0, 0, 0, 0);
        assertThat(files(firm)).isZero();
        imports.work(refusing, "run");
        assertThat(imports.counts(refusing)).containsExactly(2, 0, 0, 0, 0);
        assertThat(files(firm)).isEqualTo(1);
        imports.work(refusing, "undo");
        assertThat(imports.get(refusing).text("/state")).isEqualTo("UNDONE");
        assertThat(files(firm)).isZero();
    }

    private TestClient.Answer shown() {
        return api.get("/people/" + people(first).getFirst().at("/id").asString());
    }

    private UUID bring(String heading, String... rows) {
        return bring(imports, heading, rows);
    }

    private static UUID bring(ImportClient client, String heading, String... rows) {
        var text = heading + "\n" + String.join("\n", rows) + "\n";
        var answer = client.bring("contacts.csv", text.getBytes(StandardCharsets.UTF_8), "PEOPLE");
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
        return UUID.fromString(answer.text("/id"));
    }

    private JsonNode columns(UUID id) {
        return imports.get(id).body().at("/columns");
    }

    private List<String> unmapped(UUID id) {
        var unmapped = new ArrayList<String>();
        columns(id)
                .forEach(
                        column -> {
                            if (column.at("/mappedTo").isNull()) {
                                unmapped.add(column.at("/name").asString());
                            }
                        });
        return unmapped;
    }

    /// Somebody at the customer of this place.
    private String person(int place, String name) {
        return "P%d%d,T%07d,%s,女,总经理,总经办,1,%s,,p%d@example.org,,1993-08-26,深圳市科技路,2024-08-25"
                .formatted(first, place, first + place, name, mobile(place), first + place);
    }

    private static String unnumbered(String person) {
        return person.substring(person.indexOf(','));
    }

    private String mobile(int place) {
        return "150%08d".formatted(first * 10 + place);
    }

    private List<JsonNode> people(int number) {
        var items = new ArrayList<JsonNode>();
        api.get("/customers/" + customer(number) + "/people")
                .body()
                .at("/items")
                .forEach(items::add);
        return items;
    }

    private String customer(int number) {
        return db.sql("select id from customer where external_number = :number")
                .param("number", "T%07d".formatted(number))
                .query(UUID.class)
                .single()
                .toString();
    }

    private int files(String name) {
        return db.sql("select count(*) from customer where name = :name and voided_at is null")
                .param("name", name)
                .query(Integer.class)
                .single();
    }

    private String found(String text) {
        return api.get("/customers?q=" + URLEncoder.encode(text, StandardCharsets.UTF_8))
                .text("/items/0/id");
    }

    private static String name(int number) {
        return TestRows.firm(number).get("name");
    }
}
