package io.kedang.access.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.KedangTest;
import io.kedang.TestCompany;
import io.kedang.access.Directory;
import io.kedang.access.Scope;
import io.kedang.access.User;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Where somebody is signed in, and how that ends.
@Tag("s8")
@KedangTest
class SessionTests {
    private static final String NAME = "signed-in";

    @Autowired TestCompany company;
    @Autowired JdbcClient db;
    @Autowired Sessions sessions;
    @Autowired Directory directory;

    private User user;

    @BeforeEach
    void somebodyWhoIsSignedInNowhere() {
        user = company.user(NAME, "employee", "销售一部", Scope.OWN);
        sessions.endOthers(user.id());
    }

    @Test
    void aStolenSessionIsWorthNothingAfterTheSignOut() {
        var browser = Browser.of(company, NAME);
        var thief = new Browser(company);
        thief.plant(SessionCookie.SESSION, browser.cookie(SessionCookie.SESSION));
        assertThat(thief.user()).isEqualTo(NAME);
        assertThat(browser.delete("/session").status()).isEqualTo(204);
        assertThat(thief.user()).isNull();
    }

    @Test
    void aSessionEndsAfterTwoHoursWithoutUse() {
        assertThat(afterwards("last_seen_at = last_seen_at - interval '119 minutes'"))
                .isEqualTo(NAME);
        assertThat(afterwards("last_seen_at = last_seen_at - interval '121 minutes'")).isNull();
    }

    @Test
    void aSessionEndsAfterTwelveHoursInAll() {
        assertThat(afterwards("expires_at = expires_at - interval '719 minutes'")).isEqualTo(NAME);
        assertThat(afterwards("expires_at = expires_at - interval '721 minutes'")).isNull();
    }

    /// Whose session it is when so much time has passed; one that nobody has asked about yet.
    private String afterwards(String passed) {
        var browser = Browser.of(company, NAME);
        db.sql("update session set " + passed + " where user_id = :user")
                .param("user", user.id())
                .update();
        return browser.user();
    }

    @Test
    void aPlantedSessionIsNotTheOneThatTheSignInOpens() {
        var attacker = Browser.of(company, NAME);
        var planted = attacker.cookie(SessionCookie.SESSION);
        var victim = new Browser(company);
        victim.plant(SessionCookie.SESSION, planted);
        assertThat(victim.signIn("admin", TestCompany.PASSWORD).status()).isEqualTo(200);
        assertThat(victim.cookie(SessionCookie.SESSION)).isNotEqualTo(planted);
        assertThat(victim.user()).isEqualTo("admin");
        assertThat(attacker.user()).isNull();
    }

    @Test
    void theListShowsEveryDeviceAndWhichOneThisIs() {
        var here = Browser.of(company, NAME);
        var there = Browser.of(company, NAME);
        var list = here.get("/sessions").body();
        assertThat(list.size()).isEqualTo(2);
        int current = list.at("/0/current").asBoolean() ? 0 : 1;
        assertThat(list.at("/" + (1 - current) + "/current").asBoolean()).isFalse();

        var other = list.at("/" + (1 - current) + "/id").asString();
        assertThat(here.delete("/sessions/" + other).status()).isEqualTo(204);
        assertThat(there.user()).isNull();
        assertThat(here.user()).isEqualTo(NAME);
    }

    @Test
    void nobodyEndsTheSessionOfSomebodyElse() {
        var browser = Browser.of(company, NAME);
        var id = browser.get("/sessions").text("/0/id");
        var other = company.client(company.user("meddler", "employee", "销售一部", Scope.OWN));
        assertThat(other.delete("/sessions/" + id).code()).isEqualTo("access.session-unknown");
        assertThat(other.delete("/users/" + user.id() + "/sessions").code())
                .isEqualTo("access.right-missing");
        assertThat(browser.user()).isEqualTo(NAME);
    }

    @Test
    void allOthersEndAtOnce() {
        var here = Browser.of(company, NAME);
        var there = Browser.of(company, NAME);
        var elsewhere = Browser.of(company, NAME);
        assertThat(here.delete("/sessions").status()).isEqualTo(204);
        assertThat(here.user()).isEqualTo(NAME);
        assertThat(there.user()).isNull();
        assertThat(elsewhere.user()).isNull();
    }

    @Test
    void anAdministratorEndsAllOfAUser() {
        var browser = Browser.of(company, NAME);
        var admin = company.client(company.administrator());
        assertThat(admin.delete("/users/" + user.id() + "/sessions").status()).isEqualTo(204);
        assertThat(browser.user()).isNull();
        var register = admin.get("/audit?action=SESSIONS_ENDED&size=1");
        assertThat(register.text("/items/0/subjectId")).isEqualTo(user.id().toString());
    }

    @Test
    void whoIsDisabledAndComesBackHasNoOldSession() {
        var browser = Browser.of(company, NAME);
        var admin = company.client(company.administrator());
        var path = "/users/" + user.id();
        int version = directory.getUser(user.id()).version();
        assertThat(admin.patch(path, version, "{\"disabled\":true}").status()).isEqualTo(200);
        assertThat(admin.patch(path, version + 1, "{\"disabled\":false}").status()).isEqualTo(200);
        assertThat(browser.user()).isNull();
    }

    @Test
    void aNewPasswordTakesTheOldOneAndEndsAllOtherSessions() {
        var here = Browser.of(company, NAME);
        var there = Browser.of(company, NAME);
        var before = here.cookie(SessionCookie.SESSION);
        var wrong = here.put("/password", change("not the old one", "new horse battery"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text("/errors/0/field")).isEqualTo("current");
        assertThat(there.user()).isEqualTo(NAME);
        try {
            var changed = here.put("/password", change(TestCompany.PASSWORD, "new horse battery"));
            assertThat(changed.status()).as(changed.response().body()).isEqualTo(204);
            assertThat(here.cookie(SessionCookie.SESSION)).isNotEqualTo(before);
            assertThat(here.user()).isEqualTo(NAME);
            assertThat(there.user()).isNull();
            assertThat(new Browser(company).signIn(NAME, TestCompany.PASSWORD).code())
                    .isEqualTo("access.wrong-credentials");
        } finally {
            here.put("/password", change("new horse battery", TestCompany.PASSWORD));
        }
        assertThat(Browser.of(company, NAME).user()).isEqualTo(NAME);
    }

    @Test
    void whoSignsOutTellsTheBrowserToForget() {
        var browser = Browser.of(company, NAME);
        var out = browser.delete("/session");
        assertThat(out.status()).isEqualTo(204);
        assertThat(out.response().headers().firstValue("Clear-Site-Data")).contains("\"cache\"");
        assertThat(browser.cookie(SessionCookie.SESSION)).isNull();
        assertThat(browser.get("/session").code()).isEqualTo("access.not-signed-in");
    }

    @Test
    void aWeakPasswordIsRefusedAndNothingChanges() {
        var browser = Browser.of(company, NAME);
        var weak = browser.put("/password", change(TestCompany.PASSWORD, "woaini1314"));
        assertThat(weak.text("/errors/0/code")).isEqualTo("access.password-common");
        assertThat(Browser.of(company, NAME).user()).isEqualTo(NAME);
    }

    private static String change(String current, String password) {
        return "{\"current\":\"%s\",\"password\":\"%s\"}".formatted(current, password);
    }
}
