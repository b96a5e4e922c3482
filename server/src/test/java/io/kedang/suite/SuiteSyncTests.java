package io.kedang.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kedang.KedangTest;
import io.kedang.TestClient.Answer;
import io.kedang.TestCompany;
import io.kedang.access.Directory;
import io.kedang.access.DirectoryChange;
import io.kedang.access.Scope;
import io.kedang.access.User;
import io.kedang.access.signin.Browser;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Taking over departments and people: looked at first, then done as it was looked at, and never
/// more than it says.
@KedangTest
class SuiteSyncTests {
    private static final String OPTION = "kedang.suite.wecom";

    @Autowired TestCompany company;
    @Autowired Leavers leavers;
    @Autowired Directory directory;
    @Autowired DirectoryChange change;
    @Autowired TransactionTemplate transaction;
    @Autowired JdbcClient db;

    private final List<String> departments =
            new ArrayList<>(List.of("1,0,Company", "2,1,套件一部", "3,2,套件二部"));
    private final List<String> people =
            new ArrayList<>(List.of("sx-li,李一,2,1", "sx-wu,吴二,3,1", "sx-he,何三,3,1"));
    private FakeSuite suite;
    private Browser admin;

    @BeforeEach
    void aSuite() {
        suite = FakeSuite.weCom(departments, people);
        System.setProperty(OPTION, suite.address());
        company.administrator();
        admin = Browser.of(company, "admin");
        assertThat(set("right secret", "employee").status()).isEqualTo(204);
    }

    @AfterEach
    void nothingStays() {
        suite.close();
        System.clearProperty(OPTION);
        db.sql("delete from suite_user").update();
        db.sql("delete from suite_department").update();
        db.sql("delete from office_suite").update();
        db.sql("delete from app_user where username like 'sx-%'").update();
        db.sql("delete from department where name like '套件二%' or name like '%新组'").update();
        db.sql("delete from department where name like '套件%'").update();
        // This node looks again at once: a plan made of what was there a moment ago is another one.
        transaction.executeWithoutResult(_ -> change.announce());
    }

    @Test
    void theSecretIsKeptSealedAndNeverShown() {
        var list = admin.get("/suites").response().body();
        assertThat(list).contains("corp").doesNotContain("right secret");
        var stored = db.sql("select secret from office_suite").query(String.class).single();
        assertThat(stored).doesNotContain("right");
        assertThat(set(null, "employee").status()).isEqualTo(204);
        assertThat(plan().text("/state")).isEqualTo("DONE");
        var other =
                admin.put(
                        "/suites/WECOM",
                        "{\"clientId\":\"other\",\"roleId\":\"" + role("employee") + "\"}");
        assertThat(other.text("/errors/0/code")).isEqualTo("suite.secret-missing");
    }

    @Test
    void whatComesFromThereNeverAdministers() {
        var refused = set("right secret", "administrator");
        assertThat(refused.text("/errors/0/code")).isEqualTo("suite.role-administers");
    }

    @Test
    void theLookChangesNothingAndWhatIsDoneIsWhatWasSeen() {
        int before = directory.listUsers().size();
        var plan = plan();
        assertThat(plan.body().at("/result/counts/CREATE_DEPARTMENT").asInt()).isEqualTo(2);
        assertThat(plan.body().at("/result/counts/CREATE_USER").asInt()).isEqualTo(3);
        assertThat(directory.listUsers()).hasSize(before);

        var done = sync(plan, false);
        assertThat(done.text("/state")).as(done.response().body()).isEqualTo("DONE");
        assertThat(done.body().at("/result/failed").size()).isZero();
        var wu = user("sx-wu");
        assertThat(wu.displayName()).isEqualTo("吴二");
        assertThat(wu.roleId()).isEqualTo(directory.findRole("employee").orElseThrow().id());
        assertThat(wu.scope()).isNull();
        var place = directory.getDepartment(wu.departmentId());
        assertThat(place.name()).isEqualTo("套件二部");
        assertThat(directory.getDepartment(place.parentId()).name()).isEqualTo("套件一部");
        assertThat(new Browser(company).signIn("sx-wu", "").status()).isEqualTo(401);

        assertThat(plan().body().at("/result/steps").size()).isZero();
    }

    @Test
    void whoMovesMovesAndWhoLeavesIsOutAndStaysOut() {
        people.addAll(List.of("sx-ma,马四,2,1", "sx-hu,胡五,2,1"));
        sync(plan(), false);
        people.set(0, "sx-li,李一一,3,1");
        people.set(1, "sx-wu,吴二,3,5");
        people.remove(2);
        departments.set(2, "3,1,套件二部");
        var plan = plan();
        assertThat(plan.body().at("/result/counts/CHANGE_USER").asInt()).isEqualTo(1);
        assertThat(plan.body().at("/result/counts/DISABLE_USER").asInt()).isEqualTo(2);
        assertThat(plan.body().at("/result/counts/CHANGE_DEPARTMENT").asInt()).isEqualTo(1);
        sync(plan, false);
        assertThat(user("sx-li").displayName()).isEqualTo("李一一");
        assertThat(directory.getDepartment(user("sx-li").departmentId()).name()).isEqualTo("套件二部");
        assertThat(user("sx-wu").active()).isFalse();
        assertThat(user("sx-he").active()).isFalse();

        people.set(1, "sx-wu,吴二,3,1");
        var back = plan();
        assertThat(back.body().at("/result/counts/STAYS_DISABLED").asInt()).isEqualTo(1);
        sync(back, false);
        assertThat(user("sx-wu").active()).isFalse();
    }

    @Test
    void whoLeavesHasNoSessionAndNoTokenAnyMore() {
        var known = company.user("leaver", "employee", "销售一部", Scope.DEPARTMENT);
        people.add("leaver,熟人,1,1");
        sync(plan(), false);
        var browser = Browser.of(company, "leaver");
        var program = company.client(known);
        assertThat(browser.user()).isNotNull();
        assertThat(program.get("/customers").status()).isEqualTo(200);

        people.removeLast();
        sync(plan(), false);
        assertThat(browser.user()).isNull();
        assertThat(program.get("/customers").status()).isEqualTo(401);
        assertThat(new Browser(company).signIn("leaver", TestCompany.PASSWORD).status())
                .isEqualTo(401);
    }

    @Test
    void whoLeavesIsDisabledWithoutAnybodyAskingAndNothingElseHappens() {
        sync(plan(), false);
        people.removeLast();
        people.set(0, "sx-li,李一一,3,1");
        people.add("sx-new,新人,2,1");
        leavers.lookWhereDue();
        assertThat(user("sx-he").active()).isFalse();
        assertThat(user("sx-li").displayName()).isEqualTo("李一");
        assertThat(directory.findUser("sx-new")).isEmpty();
        assertThat(look().at("/disabled").asInt()).isEqualTo(1);
        assertThat(look().at("/problem").isNull()).isTrue();
        var entry = admin.get("/audit?action=USER_CHANGED&size=1").body().at("/items/0");
        assertThat(entry.at("/subjectId").asString()).isEqualTo(user("sx-he").id().toString());
        assertThat(entry.at("/channel").asString()).isEqualTo("SYSTEM");

        int asked = suite.calls.size();
        people.remove(1);
        leavers.lookWhereDue();
        assertThat(suite.calls).as("it is not time yet").hasSize(asked);
        assertThat(user("sx-wu").active()).isTrue();
    }

    @Test
    void halfOfACompanyIsNotDisabledUnasked() {
        sync(plan(), false);
        people.subList(1, 3).clear();
        leavers.lookWhereDue();
        assertThat(user("sx-wu").active()).isTrue();
        assertThat(user("sx-he").active()).isTrue();
        assertThat(look().at("/disabled").asInt()).isZero();
        assertThat(look().at("/problem").asString()).isEqualTo("将停用的人太多");
        assertThat(plan().body().at("/result/manyLeave").asBoolean()).isTrue();
    }

    @Test
    void whoHasLongLeftDoesNotMakeTheCompanyLarger() {
        for (int i = 0; i < 40; i++) {
            people.add("sx-%d,人%d,2,1".formatted(i, i));
        }
        sync(plan(), false);
        people.subList(10, people.size()).clear();
        sync(plan(), true);
        people.subList(4, people.size()).clear();
        assertThat(plan().body().at("/result/manyLeave").asBoolean()).isTrue();
    }

    @Test
    void aLookThatTheSuiteRefusesDisablesNobodyAndSaysWhy() {
        sync(plan(), false);
        people.removeLast();
        assertThat(set("wrong secret", "employee").status()).isEqualTo(204);
        leavers.lookWhereDue();
        assertThat(user("sx-he").active()).isTrue();
        assertThat(look().at("/problem").asString()).isNotEmpty();
    }

    @Test
    void whoseNameIsNotToBeSeenIsNotTakenForALeaver() {
        sync(plan(), false);
        people.set(0, "sx-li,,2,1");
        people.add("sx-new,,2,1");
        assertThat(plan().body().at("/result/steps").size()).isZero();
        assertThat(user("sx-li").displayName()).isEqualTo("李一");
    }

    @Test
    void aSyncThatGoesOnLaterDisablesNobodyWhomNobodyLookedAt() {
        var done = sync(plan(), false);
        people.removeLast();
        db.sql("update job set state = 'PAUSED', ended_at = null where id = cast(:id as uuid)")
                .param("id", done.text("/id"))
                .update();
        var path = "/jobs/" + done.text("/id");
        assertThat(admin.post(path + "/resume", "").status()).isEqualTo(200);
        assertThat(ended(path).text("/code")).isEqualTo("suite.plan-changed");
        assertThat(user("sx-he").active()).isTrue();
    }

    @Test
    void whatHasChangedSinceTheLookIsLookedAtAgain() {
        var plan = plan();
        people.add("sx-new,新人,2,1");
        var done = sync(plan, false);
        assertThat(done.text("/state")).isEqualTo("FAILED");
        assertThat(done.text("/code")).isEqualTo("suite.plan-changed");
        assertThat(directory.findUser("sx-li")).isEmpty();
    }

    @Test
    void thatManyLeaveIsDoneOnlyWhenItIsMeant() {
        for (int i = 0; i < 8; i++) {
            people.add("sx-%d,人%d,2,1".formatted(i, i));
        }
        sync(plan(), false);
        people.subList(1, people.size()).clear();
        var plan = plan();
        assertThat(plan.body().at("/result/manyLeave").asBoolean()).isTrue();
        assertThat(sync(plan, false).text("/code")).isEqualTo("suite.many-leave");
        assertThat(user("sx-wu").active()).isTrue();
        assertThat(sync(plan, true).text("/state")).isEqualTo("DONE");
        assertThat(user("sx-wu").active()).isFalse();
    }

    @Test
    void namesThatAreHereAreLinkedButNotThatOfAnAdministrator() {
        company.user("sx-known", "manager", "销售一部", Scope.DEPARTMENT);
        people.add("sx-known,熟人,2,1");
        people.add("admin,冒名者,2,1");
        var plan = plan();
        assertThat(plan.body().at("/result/counts/LINK_USER").asInt()).isEqualTo(1);
        assertThat(plan.body().at("/result/counts/NAME_TAKEN").asInt()).isEqualTo(1);
        sync(plan, false);
        sync(plan(), false);
        var known = user("sx-known");
        assertThat(known.displayName()).isEqualTo("熟人");
        assertThat(known.roleId()).isEqualTo(directory.findRole("manager").orElseThrow().id());
        assertThat(known.scope()).isEqualTo(Scope.DEPARTMENT);
        assertThat(company.administrator().displayName()).isEqualTo("系统管理员");
    }

    @Test
    void departmentsOfOneNameAreToldApart() {
        departments.add("4,2,新组");
        departments.add("5,3,新组");
        sync(plan(), false);
        assertThat(directory.findDepartment("新组")).isPresent();
        assertThat(directory.findDepartment("套件二部 · 新组")).isPresent();
        assertThat(plan().body().at("/result/steps").size()).isZero();
    }

    @Test
    void aSuiteThatRefusesSaysSoInTheJob() {
        assertThat(set("wrong secret", "employee").status()).isEqualTo(204);
        var plan = plan();
        assertThat(plan.text("/state")).isEqualTo("FAILED");
        assertThat(plan.text("/code")).isEqualTo("suite.credentials-wrong");
        assertThat(plan.response().body()).doesNotContain("wrong secret");
        assertThat(admin.post("/suites/FEISHU/preview", "").code()).isEqualTo("suite.not-set-up");
        assertThat(admin.delete("/suites/WECOM").status()).isEqualTo(204);
        assertThat(admin.delete("/suites/WECOM").code()).isEqualTo("suite.not-set-up");
    }

    private Answer set(String secret, String role) {
        return admin.put(
                "/suites/WECOM",
                "{\"clientId\":\"corp\",\"secret\":%s,\"roleId\":\"%s\"}"
                        .formatted(secret == null ? "null" : "\"" + secret + "\"", role(role)));
    }

    private Object role(String code) {
        return directory.findRole(code).orElseThrow().id();
    }

    private User user(String name) {
        return directory.findUser(name).orElseThrow();
    }

    private JsonNode look() {
        return admin.get("/suites").body().at("/0/look");
    }

    private Answer plan() {
        return end(admin.post("/suites/WECOM/preview", ""));
    }

    private Answer sync(Answer plan, boolean many) {
        return end(
                admin.post(
                        "/suites/WECOM/sync",
                        "{\"fingerprint\":\"%s\",\"many\":%s}"
                                .formatted(plan.text("/result/fingerprint"), many)));
    }

    private Answer end(Answer started) {
        assertThat(started.status()).as(started.response().body()).isEqualTo(202);
        return ended("/jobs/" + started.text("/job"));
    }

    private Answer ended(String path) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> List.of("DONE", "FAILED").contains(admin.get(path).text("/state")));
        return admin.get(path);
    }
}
