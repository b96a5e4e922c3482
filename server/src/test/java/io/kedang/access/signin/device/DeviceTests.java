package io.kedang.access.signin.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.KedangTest;
import io.kedang.TestClient.Answer;
import io.kedang.TestCompany;
import io.kedang.access.Scope;
import io.kedang.access.User;
import io.kedang.access.signin.Browser;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A browser that somebody has signed in with: he is told of a new one, and strangers do not lock
/// him out of an old one.
@KedangTest
class DeviceTests {
    private static final String NAME = "at-home";
    private static final String COOKIE = "kedang_device";

    @Autowired TestCompany company;
    @Autowired JdbcClient db;

    private User user;
    private Browser home;

    @BeforeEach
    void somebodyWithOneDevice() {
        user = company.user(NAME, "employee", "销售一部", Scope.OWN);
        company.user("neighbour", "employee", "销售一部", Scope.OWN);
        db.sql("delete from known_device").update();
        home = signedIn(NAME);
    }

    @AfterEach
    void nothingStays() {
        db.sql("delete from known_device").update();
        db.sql("delete from sign_in_attempt").update();
        db.sql("delete from session where user_id = :user").param("user", user.id()).update();
    }

    @Test
    void theFirstOneIsNoNews() {
        var list = home.get("/devices");
        assertThat(list.body().size()).isEqualTo(1);
        assertThat(list.body().at("/0/news").asBoolean()).isFalse();
        assertThat(list.body().at("/0/current").asBoolean()).isTrue();
        assertThat(home.cookie(COOKIE)).hasSize(43);
        assertThat(list.response().body()).doesNotContain(home.cookie(COOKIE));
    }

    @Test
    void whoComesBackIsTheSame() {
        var before = home.cookie(COOKIE);
        home.delete("/session");
        assertThat(home.signIn(NAME, TestCompany.PASSWORD).status()).isEqualTo(200);
        assertThat(home.cookie(COOKIE)).isEqualTo(before);
        assertThat(home.get("/devices").body().size()).isEqualTo(1);
    }

    @Test
    void aNewOneIsNewsOnTheOldOneUntilItIsVouchedForThere() {
        var other = signedIn(NAME);
        var id = newsAt(home);
        assertThat(other.put("/devices/" + id + "/known", "").code())
                .isEqualTo("access.device-own");
        assertThat(newsAt(home)).isEqualTo(id);
        assertThat(home.put("/devices/" + id + "/known", "").status()).isEqualTo(204);
        assertThat(newsAt(home)).isNull();
        var register =
                company.client(company.administrator()).get("/audit?action=SIGNED_IN&size=1");
        assertThat(register.response().body()).contains("newDevice");
    }

    @Test
    void oneThatNobodyObjectedToForAWeekIsNoNews() {
        signedIn(NAME);
        assertThat(newsAt(home)).isNotNull();
        db.sql("update known_device set first_seen_at = first_seen_at - interval '8 days'")
                .update();
        assertThat(newsAt(home)).isNull();
    }

    @Test
    void oneThatWasNotHisIsOutAndKnownNoMore() {
        var thief = signedIn(NAME);
        var id = newsAt(home);
        assertThat(home.delete("/devices/" + id).status()).isEqualTo(204);
        assertThat(thief.user()).isNull();
        assertThat(home.user()).isEqualTo(NAME);
        var before = thief.cookie(COOKIE);
        assertThat(thief.signIn(NAME, TestCompany.PASSWORD).status()).isEqualTo(200);
        assertThat(thief.cookie(COOKIE)).isNotEqualTo(before);
        assertThat(newsAt(home)).isNotNull();
        assertThat(home.delete("/devices/" + id).code()).isEqualTo("access.device-unknown");
    }

    @Test
    void nobodyTouchesThoseOfSomebodyElse() {
        var id = home.get("/devices").text("/0/id");
        var other = signedIn("neighbour");
        assertThat(other.delete("/devices/" + id).code()).isEqualTo("access.device-unknown");
        assertThat(other.put("/devices/" + id + "/known", "").code())
                .isEqualTo("access.device-unknown");
        assertThat(home.user()).isEqualTo(NAME);
    }

    @Test
    void strangersWhoGuessLockTheNameButNotItsOwnerAtHome() {
        for (int i = 0; i < 10; i++) {
            assertThat(wrong(Browser.byName(company)).status()).isEqualTo(401);
        }
        assertThat(Browser.byName(company).signIn(NAME, TestCompany.PASSWORD).code())
                .isEqualTo("access.too-many-attempts");
        home.delete("/session");
        assertThat(home.signIn(NAME, TestCompany.PASSWORD).status()).isEqualTo(200);
        assertThat(Browser.byName(company).signIn(NAME, TestCompany.PASSWORD).code())
                .as("his coming home does not let strangers guess on")
                .isEqualTo("access.too-many-attempts");
        assertThat(
                        home.post(
                                        "/session/proof",
                                        "{\"password\":\"" + TestCompany.PASSWORD + "\"}")
                                .status())
                .isEqualTo(204);
    }

    @Test
    void whoeverGuessesAtHomeIsLockedOutThereAlone() {
        home.delete("/session");
        for (int i = 0; i < 10; i++) {
            assertThat(wrong(home).status()).isEqualTo(401);
        }
        assertThat(home.signIn(NAME, TestCompany.PASSWORD).code())
                .isEqualTo("access.too-many-attempts");
        assertThat(signedIn(NAME).user()).isEqualTo(NAME);
    }

    @Test
    void theDeviceOfOneIsAStrangerToAnother() {
        var neighbour = signedIn("neighbour");
        neighbour.delete("/session");
        for (int i = 0; i < 10; i++) {
            assertThat(wrong(neighbour).status()).isEqualTo(401);
        }
        assertThat(Browser.byName(company).signIn(NAME, TestCompany.PASSWORD).code())
                .isEqualTo("access.too-many-attempts");
    }

    @Test
    void aPlantedSecretMakesNoDeviceKnown() {
        var victim = Browser.byName(company);
        victim.plant(COOKIE, "planted");
        assertThat(victim.signIn(NAME, TestCompany.PASSWORD).status()).isEqualTo(200);
        assertThat(victim.cookie(COOKIE)).isNotEqualTo("planted");
    }

    private static Answer wrong(Browser browser) {
        return browser.signIn(NAME, "not the password");
    }

    private String newsAt(Browser browser) {
        for (var each : browser.get("/devices").body()) {
            if (each.at("/news").asBoolean()) {
                return each.at("/id").asString();
            }
        }
        return null;
    }

    private Browser signedIn(String name) {
        var browser = Browser.byName(company);
        assertThat(browser.signIn(name, TestCompany.PASSWORD).status()).isEqualTo(200);
        return browser;
    }
}
