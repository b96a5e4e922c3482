package io.kedang.access.signin.passkey;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.KedangTest;
import io.kedang.TestClient.Answer;
import io.kedang.TestCompany;
import io.kedang.access.Directory;
import io.kedang.access.Scope;
import io.kedang.access.User;
import io.kedang.access.signin.Browser;
import io.kedang.access.signin.factor.Factors;
import io.kedang.kernel.NewId;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;

/// Passkeys from making one to its removal, and everything about a signature that must not be
/// right by accident.
@KedangTest
class PasskeyTests {
    private static final String NAME = "key-holder";

    @Autowired TestCompany company;
    @Autowired Factors factors;
    @Autowired Directory directory;
    @Autowired JdbcClient db;

    private User user;
    private Browser owner;
    private SoftPasskey passkey;
    private Answer added;
    private UUID id;

    @BeforeEach
    void somebodyWithAPasskey() {
        user = company.user(NAME, "employee", "销售一部", Scope.OWN);
        company.user("key-thief", "employee", "销售一部", Scope.OWN);
        owner = signedIn(NAME);
        passkey = newPasskey();
        id = NewId.next();
        added = add(owner, id, "工作电脑", passkey);
        assertThat(added.status()).as(added.response().body()).isEqualTo(201);
    }

    @AfterEach
    void nothingStays() {
        db.sql("delete from passkey").update();
        db.sql("delete from recovery_code").update();
        db.sql("delete from used_challenge").update();
        db.sql("delete from sign_in_attempt").update();
        db.sql("delete from pending_sign_in").update();
        db.sql("update access_epoch set epoch = epoch + 1").update();
        db.sql("update app_user set disabled_at = null where id = :id")
                .param("id", user.id())
                .update();
    }

    @Test
    void aPasskeySignsInAloneAndStandsForBothFactors() {
        var browser = Browser.byName(company);
        assertThat(signIn(browser, passkey).status()).isEqualTo(204);
        assertThat(browser.user()).isEqualTo(NAME);
        assertThat(browser.get("/session").text("/secondFactor")).isEqualTo("ON");
        assertThat(browser.put("/tokens/" + NewId.next(), "{\"name\":\"x\"}").status())
                .isEqualTo(201);
        var register =
                company.client(company.administrator()).get("/audit?action=SIGNED_IN&size=1");
        assertThat(register.response().body()).contains("通行密钥");
    }

    @Test
    void theFirstOneGivesRecoveryCodesThatStandInForIt() {
        assertThat(added.body().at("/recoveryCodes").size()).isEqualTo(10);
        var browser = new Browser(company);
        assertThat(browser.signIn(NAME, TestCompany.PASSWORD).code())
                .isEqualTo("access.code-needed");
        var code = added.text("/recoveryCodes/0");
        assertThat(browser.post("/session/code", "{\"code\":\"" + code + "\"}").status())
                .isEqualTo(200);
        var second = newPasskey();
        assertThat(add(owner, NewId.next(), "手机", second).body().at("/recoveryCodes").size())
                .isZero();
    }

    @Test
    void itIsTheSecondStepAfterThePassword() {
        var browser = Browser.byName(company);
        assertThat(browser.signIn(NAME, TestCompany.PASSWORD).code())
                .isEqualTo("access.code-needed");
        var question = browser.post("/session/code/passkey/challenge", "");
        assertThat(question.text("/passkeys/0/credential")).isEqualTo(passkey.credential());
        var answer = passkey.assertion(question.text("/challenge"));
        assertThat(browser.post("/session/code/passkey", answer).status()).isEqualTo(204);
        assertThat(browser.user()).isEqualTo(NAME);
        assertThat(browser.post("/session/code/passkey", answer).code())
                .isEqualTo("access.sign-in-lapsed");
    }

    @Test
    void theListNamesThemAndTheirNamesChange() {
        assertThat(owner.put("/passkeys/" + id + "/name", "{\"name\":\" 笔记本 \"}").status())
                .isEqualTo(204);
        var list = owner.get("/passkeys");
        assertThat(list.text("/0/name")).isEqualTo("笔记本");
        assertThat(list.text("/0/site")).isEqualTo("localhost");
        assertThat(list.response().body()).doesNotContain(passkey.credential());
        var blank = owner.put("/passkeys/" + id + "/name", "{\"name\":\" \"}");
        assertThat(blank.text("/errors/0/field")).isEqualTo("name");
    }

    @Test
    void aRemovedOneOpensNothingAndTheLastTakesTheCodesAlong() {
        assertThat(owner.delete("/passkeys/" + id).status()).isEqualTo(204);
        assertThat(signIn(Browser.byName(company), passkey).code())
                .isEqualTo("access.passkey-refused");
        assertThat(factors.state(user.id()).on()).isFalse();
        assertThat(factors.state(user.id()).recoveryCodesLeft()).isZero();
        assertThat(Browser.of(company, NAME).user()).isEqualTo(NAME);
    }

    @Test
    void nobodyTouchesThoseOfSomebodyElse() {
        var thief = signedIn("key-thief");
        assertThat(thief.put("/passkeys/" + id + "/name", "{\"name\":\"x\"}").code())
                .isEqualTo("access.passkey-unknown");
        assertThat(thief.delete("/passkeys/" + id).code()).isEqualTo("access.passkey-unknown");
        assertThat(thief.get("/passkeys").body().size()).isZero();
    }

    @Test
    void addingAndRemovingAskWhoItIs() {
        var late = Browser.byName(company);
        assertThat(signIn(late, passkey).status()).isEqualTo(204);
        db.sql("update session set proved_at = now() - interval '11 minutes'").update();
        assertThat(late.post("/passkeys/challenge", "").code()).isEqualTo("access.proof-needed");
        assertThat(late.delete("/passkeys/" + id).code()).isEqualTo("access.proof-needed");
        var question = late.post("/session/proof/passkey/challenge", "");
        var proof = passkey.assertion(question.text("/challenge"));
        assertThat(late.post("/session/proof/passkey", proof).status()).isEqualTo(204);
        assertThat(late.delete("/passkeys/" + id).status()).isEqualTo(204);
    }

    @Test
    void theProofOfSomebodyElseProvesNothing() {
        var thief = signedIn("key-thief");
        var own = newPasskey();
        add(thief, NewId.next(), "自己的", own);
        var question = thief.post("/session/proof/passkey/challenge", "");
        var proof = passkey.assertion(question.text("/challenge"));
        assertThat(thief.post("/session/proof/passkey", proof).code())
                .isEqualTo("access.passkey-wrong");
    }

    @Test
    void anotherOriginIsRefused() {
        passkey.origin = "http://localhost.evil.example";
        refused();
    }

    @Test
    void anotherPortIsAnotherOrigin() {
        passkey.origin = "http://localhost:" + (company.port() + 1);
        refused();
    }

    @Test
    void aSignatureForAnotherHostIsRefused() {
        passkey.site = "evil.example";
        refused();
    }

    @Test
    void withoutVerificationOfTheUserItIsRefused() {
        passkey.verified = false;
        refused();
    }

    @Test
    void theHandleOfSomebodyElseIsRefused() {
        passkey.userHandle = Passkeys.handle(company.administrator());
        refused();
    }

    @Test
    void withoutAHandleNobodyIsSignedIn() {
        passkey.userHandle = "";
        refused();
    }

    @Test
    void theKeyOfSomebodyElseIsRefused() {
        var browser = Browser.byName(company);
        var other = newPasskey();
        var answer =
                other.assertion(challenge(browser))
                        .replace(other.credential(), passkey.credential());
        assertThat(browser.post("/session/passkey", answer).code())
                .isEqualTo("access.passkey-refused");
    }

    @Test
    void aChallengeThatWeDidNotMakeIsRefused() {
        var browser = Browser.byName(company);
        challenge(browser);
        var made = "A".repeat(86);
        assertThat(browser.post("/session/passkey", passkey.assertion(made)).code())
                .isEqualTo("access.passkey-refused");
    }

    @Test
    void aChallengeOfAnotherBrowserIsRefused() {
        var browser = Browser.byName(company);
        var elsewhere = challenge(Browser.byName(company));
        challenge(browser);
        assertThat(browser.post("/session/passkey", passkey.assertion(elsewhere)).code())
                .isEqualTo("access.passkey-refused");
    }

    @Test
    void aChallengeForSomethingElseIsRefused() {
        var question = owner.post("/session/proof/passkey/challenge", "");
        var browser = Browser.byName(company);
        challenge(browser);
        assertThat(
                        browser.post(
                                        "/session/passkey",
                                        passkey.assertion(question.text("/challenge")))
                                .code())
                .isEqualTo("access.passkey-refused");
    }

    @Test
    void whatWasSentOnceCountsOnce() {
        var browser = Browser.byName(company);
        var answer = passkey.assertion(challenge(browser));
        var copy = browser.cookie("kedang_passkey");
        assertThat(browser.post("/session/passkey", answer).status()).isEqualTo(204);
        var thief = Browser.byName(company);
        thief.plant("kedang_passkey", copy);
        assertThat(thief.post("/session/passkey", answer).code())
                .isEqualTo("access.passkey-refused");
    }

    @Test
    void aFailedAttemptUsesTheChallengeUpToo() {
        var browser = Browser.byName(company);
        var challenge = challenge(browser);
        passkey.verified = false;
        assertThat(browser.post("/session/passkey", passkey.assertion(challenge)).status())
                .isEqualTo(401);
        passkey.verified = true;
        assertThat(browser.post("/session/passkey", passkey.assertion(challenge)).code())
                .isEqualTo("access.passkey-refused");
    }

    @Test
    void ofTwentyAtOnceWithOneAnswerOneGetsIn() throws Exception {
        var browser = Browser.byName(company);
        var answer = passkey.assertion(challenge(browser));
        var start = new CyclicBarrier(8);
        int in = 0;
        try (var threads = Executors.newFixedThreadPool(8)) {
            var running = new ArrayList<java.util.concurrent.Future<Integer>>();
            for (int i = 0; i < 8; i++) {
                var copy = Browser.byName(company);
                copy.plant("kedang_passkey", browser.cookie("kedang_passkey"));
                running.add(
                        threads.submit(
                                () -> {
                                    start.await();
                                    return copy.post("/session/passkey", answer).status();
                                }));
            }
            for (var each : running) {
                in += each.get() == 204 ? 1 : 0;
            }
        }
        assertThat(in).isEqualTo(1);
    }

    @Test
    void aCountThatGoesBackMeansACopyAndIsRegistered() {
        assertThat(signIn(Browser.byName(company), passkey).status()).isEqualTo(204);
        passkey.counter = 0;
        assertThat(signIn(Browser.byName(company), passkey).code())
                .isEqualTo("access.passkey-copied");
        var register =
                company.client(company.administrator()).get("/audit?action=SIGN_IN_FAILED&size=1");
        assertThat(register.response().body()).contains("copied").contains(user.id().toString());
    }

    @Test
    void whoIsDisabledDoesNotGetIn() {
        var admin = company.client(company.administrator());
        int version = directory.getUser(user.id()).version();
        assertThat(admin.patch("/users/" + user.id(), version, "{\"disabled\":true}").status())
                .isEqualTo(200);
        assertThat(signIn(Browser.byName(company), passkey).code())
                .isEqualTo("access.passkey-refused");
        admin.patch("/users/" + user.id(), version + 1, "{\"disabled\":false}");
    }

    @Test
    void tenFailuresOfOnePasskeyLockItAndNotThePassword() {
        passkey.verified = false;
        for (int i = 0; i < 10; i++) {
            assertThat(signIn(Browser.byName(company), passkey).status()).isEqualTo(401);
        }
        passkey.verified = true;
        assertThat(signIn(Browser.byName(company), passkey).code())
                .isEqualTo("access.too-many-attempts");
        assertThat(new Browser(company).signIn(NAME, TestCompany.PASSWORD).code())
                .isEqualTo("access.code-needed");
    }

    @Test
    void onePasskeyIsRegisteredOnce() {
        assertThat(add(owner, NewId.next(), "又一个", passkey).code())
                .isEqualTo("access.passkey-there");
    }

    @Test
    void withoutVerificationNoneIsRegistered() {
        var loose = newPasskey();
        loose.verified = false;
        assertThat(add(owner, NewId.next(), "不确认", loose).code())
                .isEqualTo("access.passkey-unusable");
    }

    @Test
    void noneIsRegisteredFromAnotherOrigin() {
        var foreign = newPasskey();
        foreign.origin = "https://localhost";
        assertThat(add(owner, NewId.next(), "别处", foreign).code())
                .isEqualTo("access.passkey-unusable");
    }

    @Test
    void anAddressInPlaceOfANameIsSaidClearly() {
        assertThat(new Browser(company).post("/session/passkey/challenge", "").code())
                .isEqualTo("access.passkey-needs-name");
    }

    @Test
    void anAdministratorResetsThemToo() {
        company.as(company.administrator(), () -> reset());
        assertThat(signIn(Browser.byName(company), passkey).code())
                .isEqualTo("access.passkey-refused");
    }

    private Object reset() {
        factors.reset(user);
        return "";
    }

    private void refused() {
        var browser = Browser.byName(company);
        assertThat(signIn(browser, passkey).code()).isEqualTo("access.passkey-refused");
        assertThat(browser.user()).isNull();
    }

    private Browser signedIn(String name) {
        var browser = Browser.byName(company);
        assertThat(browser.signIn(name, TestCompany.PASSWORD).status()).isEqualTo(200);
        return browser;
    }

    private SoftPasskey newPasskey() {
        return new SoftPasskey("localhost", "http://localhost:" + company.port());
    }

    private static String challenge(Browser browser) {
        return browser.post("/session/passkey/challenge", "").text("/challenge");
    }

    private static Answer signIn(Browser browser, SoftPasskey passkey) {
        return browser.post("/session/passkey", passkey.assertion(challenge(browser)));
    }

    private static Answer add(Browser browser, UUID id, String name, SoftPasskey passkey) {
        var question = browser.post("/passkeys/challenge", "");
        passkey.userHandle = question.text("/userHandle");
        return browser.put(
                "/passkeys/" + id,
                "{\"name\":\"%s\",\"attestation\":%s}"
                        .formatted(name, passkey.attest(question.text("/challenge"))));
    }
}
