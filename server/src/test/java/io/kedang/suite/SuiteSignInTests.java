package io.kedang.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.KedangTest;
import io.kedang.TestClient.Answer;
import io.kedang.TestCompany;
import io.kedang.access.Directory;
import io.kedang.access.Scope;
import io.kedang.access.User;
import io.kedang.access.signin.Browser;
import io.kedang.kernel.NewId;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.util.List;
import java.util.Locale;
import java.util.UUID;

/// Signing in at WeCom, DingTalk and Feishu.
@KedangTest
class SuiteSignInTests {
    private static final String NAME = "scanned-li";
    private static final String PERSON = "li-there";

    @Autowired TestCompany company;
    @Autowired Directory directory;
    @Autowired SuiteStore store;
    @Autowired JdbcClient db;

    private User user;
    private Browser admin;
    private FakeSuite suite;
    private FakeDoor door;
    private UUID connection;

    @BeforeEach
    void somebodyWhoWasTakenOver() {
        user = company.user(NAME, "employee", "销售一部", Scope.OWN);
        admin = Browser.of(company, "admin");
    }

    private void connect(SuiteKind kind) {
        suite =
                switch (kind) {
                    case WECOM -> FakeSuite.weCom(List.of("1,0,Company"), List.of());
                    case DINGTALK -> FakeSuite.dingTalk();
                    case FEISHU -> FakeSuite.feishu();
                };
        door = new FakeDoor(suite);
        System.setProperty(option(kind), suite.address());
        var set =
                admin.put(
                        "/suites/" + kind,
                        "{\"clientId\":\"corp\",\"secret\":\"right secret\",\"roleId\":\"%s\"}"
                                .formatted(directory.findRole("employee").orElseThrow().id()));
        assertThat(set.status()).as(set.response().body()).isEqualTo(204);
        store.linkUser(kind, PERSON, user.id());
        connection = NewId.next();
        var made = create(kind, "\"1000002\"", "false");
        assertThat(made.status()).as(made.response().body()).isEqualTo(201);
    }

    private Answer create(SuiteKind kind, String agent, String creates) {
        return admin.put(
                "/sign-in-connections/" + connection,
                """
                {"name":"扫码 %s","kind":"%s","enabled":true,"settings":{"office":{"agentId":%s}},
                 "admission":{"linking":"NEVER","creates":%s,"roles":[],"rolesFollow":false}}
                """
                        .formatted(kind.brand(), kind, agent, creates));
    }

    @AfterEach
    void nothingStays() {
        if (suite != null) {
            suite.close();
        }
        for (var kind : SuiteKind.values()) {
            System.clearProperty(option(kind));
        }
        db.sql("delete from session_origin").update();
        db.sql("delete from outside_journey").update();
        db.sql("delete from outside_account").update();
        db.sql("delete from sign_in_connection").update();
        db.sql("delete from suite_user").update();
        db.sql("delete from office_suite").update();
        db.sql("delete from sign_in_attempt").update();
    }

    private static String option(SuiteKind kind) {
        return "kedang.suite." + kind.name().toLowerCase(Locale.ROOT);
    }

    @ParameterizedTest
    @EnumSource
    void whoWasTakenOverSignsInByScanning(SuiteKind kind) {
        connect(kind);
        assertThat(new Browser(company).get("/sign-in/methods").response().body())
                .contains("扫码 " + kind.brand());
        var browser = new Browser(company);
        var arrived = finish(browser, door.scan(begin(browser), PERSON));
        assertThat(arrived.status()).as(arrived.response().body()).isEqualTo(200);
        assertThat(browser.user()).isEqualTo(NAME);
        assertThat(browser.get("/session/origin").text("/name")).contains(kind.brand());
        assertThat(admin.get("/audit?action=ACCOUNT_LINKED&size=1").response().body())
                .contains(kind.brand());
        var again = new Browser(company);
        assertThat(finish(again, door.scan(begin(again), PERSON)).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource
    void whoWasNotIsToldSoAndGetsNoAccount(SuiteKind kind) {
        connect(kind);
        int before = directory.listUsers().size();
        for (var person : List.of("unknown", "external friend", "external nobody")) {
            var browser = new Browser(company);
            var refused = finish(browser, door.scan(begin(browser), person));
            assertThat(refused.code()).as(person).isEqualTo("outside.not-admitted");
            assertThat(refused.text("/detail")).contains("扫码");
            assertThat(browser.user()).isNull();
        }
        assertThat(directory.listUsers()).hasSize(before);
    }

    @ParameterizedTest
    @EnumSource
    void anAnswerIsGoodOnceAndInTheBrowserThatAskedForIt(SuiteKind kind) {
        connect(kind);
        var browser = new Browser(company);
        var query = door.scan(begin(browser), PERSON);
        var journey = browser.cookie("kedang_journey");
        var other = new Browser(company);
        assertThat(finish(other, query).code()).isEqualTo("outside.lapsed");
        begin(other);
        assertThat(finish(other, query).code()).isEqualTo("outside.lapsed");
        assertThat(finish(browser, query).status()).isEqualTo(200);
        var late = new Browser(company);
        late.plant("kedang_journey", journey);
        assertThat(finish(late, query).code()).isEqualTo("outside.lapsed");
    }

    @ParameterizedTest
    @EnumSource
    void whatTheSuiteDidNotSayOpensNothing(SuiteKind kind) {
        connect(kind);
        var browser = new Browser(company);
        var query = door.scan(begin(browser), PERSON);
        var used = new Browser(company);
        var own = door.scan(begin(used), PERSON);
        assertThat(finish(used, own).status()).isEqualTo(200);
        var code = own.substring(own.indexOf('=') + 1, own.indexOf('&'));
        var replayed = query.replaceFirst("=[^&]+", "=" + code);
        assertThat(finish(browser, replayed).code()).isEqualTo("outside.answer-wrong");

        begin(browser);
        assertThat(finish(browser, "code=x&state=wrong").code()).isEqualTo("outside.lapsed");
        var cancelled = new Browser(company);
        var state = door.scan(begin(cancelled), PERSON).replaceFirst("^[^&]+&", "");
        assertThat(finish(cancelled, state).code()).isEqualTo("outside.refused-there");
    }

    @ParameterizedTest
    @EnumSource
    void aSuiteThatIsDownIsSaidToBe(SuiteKind kind) {
        connect(kind);
        var browser = new Browser(company);
        var query = door.scan(begin(browser), PERSON);
        suite.close();
        var down = finish(browser, query);
        assertThat(down.status()).isEqualTo(503);
        assertThat(down.code()).isEqualTo("outside.unreachable");
        var test = admin.post("/sign-in-connections/" + connection + "/test", "{}");
        assertThat(test.body().at("/ok").asBoolean()).isFalse();
        assertThat(test.text("/steps/0/text")).contains(kind.brand());
    }

    @Test
    void theSuiteHasToBeSetUpAndBringsThePeople() {
        connection = NewId.next();
        var early = create(SuiteKind.FEISHU, "null", "false");
        assertThat(early.text("/errors/0/code")).isEqualTo("suite.not-set-up");
        connect(SuiteKind.WECOM);
        var test = admin.post("/sign-in-connections/" + connection + "/test", "{}");
        assertThat(test.body().at("/ok").asBoolean()).as(test.response().body()).isTrue();
        connection = NewId.next();
        assertThat(create(SuiteKind.WECOM, "null", "false").text("/errors/0/code"))
                .isEqualTo("suite.agent-missing");
        assertThat(create(SuiteKind.WECOM, "\"x\"", "false").status()).isEqualTo(422);
        assertThat(create(SuiteKind.WECOM, "\"1\"", "true").text("/errors/0/code"))
                .isEqualTo("outside.suite-brings-people");
    }

    private String begin(Browser browser) {
        return browser.post("/sign-in/" + connection + "/begin", "{}").text("/to");
    }

    private Answer finish(Browser browser, String query) {
        return browser.post(
                "/sign-in/" + connection + "/finish", "{\"query\":\"%s\"}".formatted(query));
    }
}
