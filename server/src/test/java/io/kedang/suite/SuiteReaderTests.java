package io.kedang.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kedang.kernel.Refusal;
import io.kedang.suite.FakeSuite.Reply;
import io.kedang.suite.Organisation.Person;
import io.kedang.suite.Organisation.Unit;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Reading a company out of each suite, and what suites do besides answering.
class SuiteReaderTests {
    private static final Credentials RIGHT = new Credentials("corp", "right secret");
    private static final Credentials WRONG = new Credentials("corp", "wrong secret");

    private final List<Duration> pauses = new ArrayList<>();
    private final SuiteHttp http = new SuiteHttp(Duration.ofSeconds(2), pauses::add);
    private FakeSuite suite;

    @AfterEach
    void gone() {
        if (suite != null) {
            suite.close();
        }
    }

    @Test
    void weComHasARootThatIsNoDepartmentAndPeopleInSeveral() {
        suite =
                FakeSuite.weCom(
                        List.of("1,0,Company", "3,2,North", "2,1,Sales"),
                        List.of("li,Li,3+2,1", "wu,Wu,1,4", "he,He,2,5"));
        var company = new WeComReader(http, RIGHT, suite.address()).read();
        assertThat(company.units())
                .containsExactly(new Unit("2", null, "Sales"), new Unit("3", "2", "North"));
        assertThat(company.people())
                .containsExactlyInAnyOrder(
                        new Person("li", "Li", "3", true),
                        new Person("wu", "Wu", null, true),
                        new Person("he", "He", "2", false));
    }

    @Test
    void dingTalkIsReadLevelByLevelAndPageByPage() {
        suite = FakeSuite.dingTalk();
        var company = dingTalk(RIGHT).read();
        assertThat(company.units())
                .containsExactly(new Unit("10", null, "Sales"), new Unit("11", "10", "North"));
        assertThat(company.people())
                .containsExactly(
                        new Person("m1", "One", "11", true), new Person("m2", "Two", "11", true));
    }

    @Test
    void feishuIsReadPageByPage() {
        suite = FakeSuite.feishu();
        var company = feishu().read();
        assertThat(company.units())
                .containsExactly(
                        new Unit("od-1", null, "Sales"), new Unit("od-2", "od-1", "North"));
        assertThat(company.people())
                .containsExactly(
                        new Person("ou-1", "One", "od-2", true),
                        new Person("ou-2", "Two", "od-2", false));
    }

    @Test
    void wrongCredentialsAreSaidAtOnceByAll() {
        suite = small();
        refused("suite.credentials-wrong", () -> weCom(WRONG).read());
        suite.close();
        suite = FakeSuite.dingTalk();
        refused("suite.credentials-wrong", () -> dingTalk(WRONG).read());
        suite.close();
        suite = FakeSuite.feishu();
        refused(
                "suite.credentials-wrong",
                () -> new FeishuReader(http, WRONG, suite.address()).read());
        assertThat(pauses).isEmpty();
    }

    @Test
    void aTokenThatHasExpiredOnTheWayIsRenewed() {
        suite = small();
        suite.on(
                "/cgi-bin/department/list",
                call -> {
                    var old = call.query().get("access_token").equals("token-0");
                    if (old) {
                        suite.expire();
                    }
                    return Reply.json(
                            old
                                    ? "{\"errcode\":42001,\"errmsg\":\"expired\"}"
                                    : "{\"errcode\":0,\"department\":[{\"id\":1,\"parentid\":0,\"name\":\"C\"}]}");
                });
        assertThat(weCom(RIGHT).read().people()).hasSize(1);
    }

    @Test
    void aTokenThatIsNeverTakenEndsTheAttempt() {
        suite = small();
        suite.on("/cgi-bin/department/list", _ -> Reply.json("{\"errcode\":42001}"));
        refused("suite.refused", () -> weCom(RIGHT).read());
    }

    @Test
    void whenItAsksToSlowDownWeWaitLongerEachTime() {
        suite = small();
        var busy = Reply.json("{\"errcode\":45009,\"errmsg\":\"api freq out of limit\"}");
        suite.mishap(busy, busy);
        assertThat(weCom(RIGHT).read().people()).hasSize(1);
        assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
    }

    @Test
    void asLongAsItAsksFor() {
        suite = small();
        suite.mishap(
                new Reply(429, "application/json", "{}", Map.of("Retry-After", "7")),
                new Reply(429, "application/json", "{}", Map.of("x-ogw-ratelimit-reset", "9")),
                new Reply(429, "application/json", "{}", Map.of("Retry-After", "9999")));
        assertThat(weCom(RIGHT).read().people()).hasSize(1);
        assertThat(pauses)
                .containsExactly(
                        Duration.ofSeconds(7), Duration.ofSeconds(9), Duration.ofSeconds(60));
    }

    @Test
    void whatStaysAwayIsGivenUp() {
        suite = small();
        var away = new Reply(503, "text/html", "<html>maintenance</html>", Map.of());
        suite.mishap(away, away, away, away);
        refused("suite.busy", () -> weCom(RIGHT).read());
        suite.close();
        refused("suite.unreachable", () -> weCom(RIGHT).read());
    }

    @Test
    void aPageInPlaceOfDataIsNoData() {
        suite = small();
        for (var body : List.of("<html>login</html>", "{\"errcode\":0,", "[]", "")) {
            suite.mishap(new Reply(200, "text/html", body, Map.of()));
            refused("suite.strange-answer", () -> weCom(RIGHT).read());
        }
    }

    @Test
    void anAnswerThatLacksItsListIsNotTakenForAnEmptyOne() {
        suite = small();
        suite.on("/cgi-bin/user/list", call -> suite.withToken(call, "\"userlist\":null"));
        refused("suite.strange-answer", () -> weCom(RIGHT).read());
        suite.on("/cgi-bin/department/list", call -> suite.withToken(call, "\"other\":[]"));
        refused("suite.strange-answer", () -> weCom(RIGHT).read());
        suite.close();
        suite = FakeSuite.dingTalk();
        suite.on("/topapi/v2/user/list", call -> suite.withToken(call, "\"result\":{}"));
        refused("suite.strange-answer", () -> dingTalk(RIGHT).read());
        suite.on("/topapi/v2/department/listsub", call -> suite.withToken(call, "\"result\":{}"));
        refused("suite.strange-answer", () -> dingTalk(RIGHT).read());
        suite.close();
        suite = FakeSuite.feishu();
        suite.on(
                "/open-apis/contact/v3/users/find_by_department",
                _ -> Reply.json("{\"code\":0,\"data\":{}}"));
        refused("suite.strange-answer", () -> feishu().read());
    }

    @Test
    void whatBreaksOffAmidItsPagesIsNoCompany() {
        suite = FakeSuite.dingTalk();
        secondPage("\"result\":{\"has_more\":true,\"list\":[]}");
        refused("suite.strange-answer", () -> dingTalk(RIGHT).read());
        secondPage("\"result\":{\"has_more\":true,\"next_cursor\":100,\"list\":[]}");
        refused("suite.strange-answer", () -> dingTalk(RIGHT).read());
        suite.on(
                "/topapi/v2/user/list",
                _ -> Reply.json("{\"errcode\":50004,\"errmsg\":\"scope\"}"));
        refused("suite.refused", () -> dingTalk(RIGHT).read());
    }

    private void secondPage(String fields) {
        suite.on(
                "/topapi/v2/user/list",
                call ->
                        suite.withToken(
                                call,
                                call.body().path("cursor").asInt() == 0
                                        ? "\"result\":{\"has_more\":true,\"next_cursor\":100,\"list\":[{\"userid\":\"m1\",\"name\":\"One\",\"dept_id_list\":[11]}]}"
                                        : fields));
    }

    @Test
    void nobodyLeadsUsElsewhere() {
        suite = small();
        var elsewhere = Map.of("Location", suite.address() + "/cgi-bin/elsewhere");
        suite.mishap(new Reply(302, "text/html", "", elsewhere));
        refused("suite.strange-answer", () -> weCom(RIGHT).read());
        assertThat(suite.calls).noneMatch(call -> call.path().endsWith("elsewhere"));
    }

    @Test
    void aCompanyWithoutPeopleIsNotTakenAtItsWord() {
        suite = FakeSuite.weCom(List.of("1,0,Company"), List.of());
        refused("suite.nobody", () -> weCom(RIGHT).read());
    }

    @Test
    void ringsOfDepartmentsStandAtTheTop() {
        var sorted =
                Units.sorted(
                        List.of(
                                new Unit("a", "b", "A"),
                                new Unit("b", "a", "B"),
                                new Unit("c", "gone", "C")));
        assertThat(sorted).hasSize(3).contains(new Unit("c", null, "C"));
        assertThat(sorted).filteredOn(unit -> unit.parent() == null).hasSizeGreaterThan(1);
    }

    private FakeSuite small() {
        return FakeSuite.weCom(List.of("1,0,Company"), List.of("li,Li,1,1"));
    }

    private WeComReader weCom(Credentials credentials) {
        return new WeComReader(http, credentials, suite.address());
    }

    private DingTalkReader dingTalk(Credentials credentials) {
        return new DingTalkReader(http, credentials, suite.address(), suite.address());
    }

    private FeishuReader feishu() {
        return new FeishuReader(http, RIGHT, suite.address());
    }

    private static void refused(String code, ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> {
                            assertThat(refusal.problem().code()).isEqualTo(code);
                            assertThat(refusal.arguments().toString()).doesNotContain("secret,");
                        });
    }
}
