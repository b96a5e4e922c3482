package io.kedang.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.KedangTest;
import io.kedang.TestClient;
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
import java.util.UUID;

@KedangTest
class ListApiTests {
    @Autowired TestCompany company;

    private TestClient lin;
    private String name;

    @BeforeEach
    void aSalesman() {
        name = "lin" + UUID.randomUUID().toString().substring(0, 8);
        lin = company.client(company.user(name, "employee", "销售一部", Scope.OWN));
    }

    @Test
    void wordsOfOneAndTwoCharactersAreFoundInNamesFirst() {
        open("成都华安科技有限公司", "\"remarks\":\"与江岳有往来\"");
        open("重庆江岳新材料有限公司", "\"remarks\":\"无\"");
        open("武侯商贸", "\"tags\":[\"重点\"]");
        assertThat(names("q=" + encoded("江岳"))).containsExactly("重庆江岳新材料有限公司", "成都华安科技有限公司");
        assertThat(names("q=" + encoded("岳"))).hasSize(2);
        assertThat(names("q=" + encoded("重点"))).containsExactly("武侯商贸");
        assertThat(names("q=" + encoded("江岳 新材"))).containsExactly("重庆江岳新材料有限公司");
        assertThat(names("q=" + encoded("龘龘"))).isEmpty();
    }

    /// Their three digits in a row all stand in numbers of a third one.
    @Test
    void aWholeMobileFindsNobodyElse() {
        open("甲公司", "\"mobile\":\"13700137000\"");
        open("丙公司", "\"externalNumber\":\"1370-700-000-001-013-137\"");
        open("丁公司", "\"externalNumber\":\"13700137000\"");
        assertThat(names("q=13700137000")).containsExactlyInAnyOrder("甲公司", "丁公司");
    }

    @Test
    void whatIsWrittenAsFieldAndValueAsksTheField() {
        open("甲科技", "\"tags\":[\"重点 客户\"],\"registeredCapital\":{\"amount\":\"600\"}");
        open("乙科技", "\"tags\":[\"展会\"],\"registeredCapital\":{\"amount\":\"70\"}");
        lin.put(
                "/customers/" + NewId.next(),
                "{\"kind\":\"PERSON\",\"name\":\"丙科技\",\"tags\":[\"展会\"]}");
        for (var same : List.of("标签:展会", "标签：展会", "tag:展会", "tags:\"展会\"", "标签:“展会”")) {
            assertThat(found("科技 " + same)).as(same).containsExactly("丙科技", "乙科技");
        }
        assertThat(found("类型:个人")).containsExactly("丙科技");
        assertThat(found("type:person 科技")).containsExactly("丙科技");
        assertThat(found("标签:\"重点 客户\"")).containsExactly("甲科技");
        assertThat(found("-标签:展会")).containsExactly("甲科技");
        assertThat(found("注册资本:>=600")).containsExactly("甲科技");
        assertThat(found("注册资本:<600 科技")).containsExactly("乙科技");
        assertThat(found("负责人:" + name + " 类型:企业")).hasSize(2);
        assertThat(found("负责人:没有这个人")).isEmpty();
        assertThat(found("没有这个字段:科技")).isEmpty();
    }

    @Test
    void anOperatorWithAValueThatItsFieldCannotHaveIsRefused() {
        var refused = lin.get("/customers?q=" + encoded("注册资本:很多"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().at("/code").asString()).startsWith("condition.");
    }

    private List<String> found(String typed) {
        return names("q=" + encoded(typed));
    }

    @Test
    void sealedMobilesAreFoundByTheWholeNumberAndTheLastFourDigits() {
        open("甲公司", "\"mobile\":\"13800138000\"");
        open("乙公司", "\"mobile\":\"13912345678\"");
        assertThat(names("q=13800138000")).containsExactly("甲公司");
        assertThat(names("q=5678")).containsExactly("乙公司");
        assertThat(
                        names(
                                "filter="
                                        + encoded(
                                                "{\"field\":\"mobile\",\"op\":\"contains\",\"value\":\"8000\"}")))
                .containsExactly("甲公司");
    }

    @Test
    void landlinesOfOrganisationsAreFoundByAnyFourDigits() {
        open("丙公司", "\"phone\":\"023-88886666\"");
        assertThat(names("q=8866")).containsExactly("丙公司");
    }

    @Test
    void pagesFollowEachOtherWithoutGapOrRepetition() {
        var all = new ArrayList<String>();
        for (int n = 0; n < 7; n++) {
            open("连续公司" + n, "\"remarks\":\"x\"");
        }
        for (var query :
                List.of(
                        "sort=-updatedAt&size=3",
                        "sort=name&size=2",
                        "q=" + encoded("连续") + "&size=3")) {
            all.clear();
            var after = "";
            do {
                var page = lin.get("/customers?" + query + after);
                page.body().at("/items").forEach(item -> all.add(item.get("name").asString()));
                after = page.text("/next") == null ? null : "&after=" + encoded(page.text("/next"));
            } while (after != null);
            assertThat(all).as(query).hasSize(7).doesNotHaveDuplicates();
        }
    }

    @Test
    void filtersJoinGroupsOfConditions() {
        open("一号", "\"remarks\":\"续约\",\"tags\":[\"重点\"]");
        open("二号", "\"remarks\":\"续约\"");
        open("三号", "\"remarks\":\"无\",\"tags\":[\"重点\"]");
        var filter =
                """
                {"and":[{"or":[{"field":"grade","op":"eq","value":"A"},
                               {"field":"tags","op":"contains","value":"重点"}]},
                        {"field":"remarks","op":"contains","value":"续约"}]}
                """;
        assertThat(names("filter=" + encoded(filter))).containsExactly("一号");
        var counted = lin.get("/customers?count=exact&filter=" + encoded(filter));
        assertThat(counted.body().at("/count").asInt()).isOne();
        assertThat(counted.body().at("/countIsExact").asBoolean()).isTrue();
    }

    @Test
    void listsHoldWhatTheReaderMayReadAndNothingElse() {
        open("林家的公司", "\"remarks\":\"x\"");
        var other = company.client(company.user("mei", "employee", "销售二部", Scope.OWN));
        assertThat(other.get("/customers?q=" + encoded("林家的")).body().at("/items").size()).isZero();
        assertThat(
                        other.get("/customers?count=exact&q=" + encoded("林家的"))
                                .body()
                                .at("/count")
                                .asInt())
                .isZero();
    }

    @Test
    void theRecycleBinIsAListOfItsOwn() {
        var id = open("要删的公司", "\"remarks\":\"x\"");
        var manager = company.client(company.user("fei", "manager", "销售部", Scope.SUBTREE));
        manager.post("/customers/" + id + "/void", "{\"reason\":\"重复\"}");
        assertThat(names("q=" + encoded("要删的"))).isEmpty();
        assertThat(names("voided=true&q=" + encoded("要删的"))).containsExactly("要删的公司");
    }

    @Test
    void wrongQueriesAreRefusedWithAReason() {
        assertThat(lin.get("/customers?sort=mobile").status()).isEqualTo(422);
        assertThat(lin.get("/customers?after=abc").code()).isEqualTo("list.bad-cursor");
        assertThat(lin.get("/customers?size=100000").status()).isIn(400, 422);
        assertThat(
                        lin.get(
                                        "/customers?filter="
                                                + encoded(
                                                        "{\"field\":\"x\",\"op\":\"eq\",\"value\":1}"))
                                .code())
                .isEqualTo("condition.unknown-field");
        assertThat(
                        lin.get(
                                        "/customers?filter="
                                                + encoded(
                                                        "{\"field\":\"idNumber\",\"op\":\"startsWith\",\"value\":\"1\"}"))
                                .status())
                .isEqualTo(422);
        assertThat(lin.get("/customers?columns=nothing").code())
                .isEqualTo("customer.field-unknown");
    }

    private UUID open(String name, String more) {
        var id = NewId.next();
        var created =
                lin.put(
                        "/customers/" + id,
                        "{\"kind\":\"ORGANISATION\",\"name\":\"%s\",%s}".formatted(name, more));
        assertThat(created.status()).isEqualTo(201);
        return id;
    }

    private List<String> names(String query) {
        var page = lin.get("/customers?" + query);
        assertThat(page.status()).as(page.body().toString()).isEqualTo(200);
        var names = new ArrayList<String>();
        page.body().at("/items").forEach(item -> names.add(item.get("name").asString()));
        return names;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
