package io.kedang.access.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.KedangTest;
import io.kedang.TestClient.Answer;
import io.kedang.TestCompany;
import io.kedang.access.Scope;
import io.kedang.access.User;
import io.kedang.access.signin.factor.Factors;
import io.kedang.access.signin.factor.TestAuthenticator;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Signing in with a password and a code, through HTTP.
@Tag("s8")
@KedangTest
class SecondFactorTests {
    private static final String NAME = "two-steps";

    @Autowired TestCompany company;
    @Autowired Factors factors;
    @Autowired JdbcClient db;

    @Value("${kedang.data}")
    Path data;

    private User user;
    private Browser browser;
    private TestAuthenticator telephone;
    private String firstCode;
    private List<String> recoveryCodes;

    @BeforeEach
    void somebodyTurnsItOn() {
        user = company.user(NAME, "employee", "销售一部", Scope.OWN);
        browser = Browser.of(company, NAME);
        var started = browser.post("/second-factor/start", password(TestCompany.PASSWORD));
        assertThat(started.text("/uri")).contains(started.text("/secret")).contains(NAME);
        telephone = new TestAuthenticator(started.text("/secret"));
        firstCode = telephone.code();
        var confirmed = browser.post("/second-factor/confirm", code(firstCode));
        assertThat(confirmed.status()).as(confirmed.response().body()).isEqualTo(200);
        recoveryCodes = texts(confirmed, "/recoveryCodes");
        assertThat(recoveryCodes).hasSize(10).doesNotHaveDuplicates();
    }

    @AfterEach
    void andOffAgain() {
        if (factors.state(user.id()).on()) {
            company.as(
                    company.administrator(),
                    () -> {
                        factors.reset(user);
                        return null;
                    });
        }
        db.sql("delete from sign_in_attempt").update();
    }

    @Test
    void thePasswordAloneOpensNothing() {
        var other = new Browser(company);
        var answer = other.signIn(NAME, TestCompany.PASSWORD);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("access.code-needed");
        assertThat(other.cookie(SessionCookie.SESSION)).isNull();
        assertThat(other.user()).isNull();

        other.plant(SessionCookie.SESSION, other.cookie(SessionCookie.PENDING));
        assertThat(other.user()).isNull();
    }

    @Test
    void passwordAndCodeOpenASession() {
        var other = pending();
        var answer = other.post("/session/code", code(telephone.code(1)));
        assertThat(answer.text("/user/username")).isEqualTo(NAME);
        assertThat(answer.text("/secondFactor")).isEqualTo("ON");
        assertThat(other.user()).isEqualTo(NAME);
        assertThat(other.cookie(SessionCookie.PENDING)).isNull();
    }

    @Test
    void aCodeCountsOnce() {
        var used = telephone.code(1);
        assertThat(pending().post("/session/code", code(used)).status()).isEqualTo(200);
        var again = pending().post("/session/code", code(used));
        assertThat(again.status()).isEqualTo(401);
        assertThat(again.code()).isEqualTo("access.sign-in-code-wrong");
    }

    @Test
    void theCodeThatTurnedItOnIsUsedUp() {
        var answer = pending().post("/session/code", code(firstCode));
        assertThat(answer.code()).isEqualTo("access.sign-in-code-wrong");
    }

    @Test
    void aRecoveryCodeOpensOnce() {
        var misread = recoveryCodes.getFirst().toUpperCase().replace('0', 'O').replace("-", " ");
        assertThat(pending().post("/session/code", code(misread)).status()).isEqualTo(200);
        var again = pending().post("/session/code", code(recoveryCodes.getFirst()));
        assertThat(again.code()).isEqualTo("access.sign-in-code-wrong");
        assertThat(factors.state(user.id()).recoveryCodesLeft()).isEqualTo(9);
    }

    @Test
    void onlyTheBrowserThatKnewThePasswordMayEnterTheCode() {
        var answer = new Browser(company).post("/session/code", code(telephone.code(1)));
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("access.sign-in-lapsed");
    }

    @Test
    void aPendingSignInOpensOneSession() {
        var thief = new Browser(company);
        var other = pending();
        thief.plant(SessionCookie.PENDING, other.cookie(SessionCookie.PENDING));
        assertThat(other.post("/session/code", code(telephone.code(1))).status()).isEqualTo(200);
        var replayed = thief.post("/session/code", code(recoveryCodes.get(1)));
        assertThat(replayed.code()).isEqualTo("access.sign-in-lapsed");
        assertThat(thief.user()).isNull();
    }

    @Test
    void aPendingSignInLapses() {
        var late = pending();
        db.sql("update pending_sign_in set expires_at = now() - interval '1 second'").update();
        var answer = late.post("/session/code", code(telephone.code(1)));
        assertThat(answer.code()).isEqualTo("access.sign-in-lapsed");
    }

    @Test
    void secretAndRecoveryCodesAreNowhereInClear() {
        var stored =
                db.sql(
                                """
                                select f.secret || string_agg(encode(c.mac, 'escape') || encode(c.mac, 'hex'), ' ')
                                  from totp_factor f join recovery_code c using (user_id)
                                 where user_id = :user group by f.secret
                                """)
                        .param("user", user.id())
                        .query(String.class)
                        .single();
        assertThat(stored).doesNotContain(telephone.typed());
        for (var code : recoveryCodes) {
            assertThat(stored).doesNotContain(code).doesNotContain(code.replace("-", ""));
        }
    }

    @Test
    void turningItOffTakesPasswordAndCode() {
        var off = "/second-factor/off";
        var wrong = browser.post(off, proof("not the password", telephone.code(1)));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text("/errors/0/code")).isEqualTo("access.password-wrong");
        wrong = browser.post(off, proof(TestCompany.PASSWORD, "000000"));
        assertThat(wrong.text("/errors/0/code")).isEqualTo("access.code-wrong");
        assertThat(factors.state(user.id()).on()).isTrue();
        assertThat(browser.post(off, proof(TestCompany.PASSWORD, telephone.code(1))).status())
                .isEqualTo(204);
        assertThat(Browser.of(company, NAME).user()).isEqualTo(NAME);
    }

    @Test
    void newRecoveryCodesReplaceTheOldOnes() {
        var renewed =
                browser.post(
                        "/second-factor/recovery-codes",
                        proof(TestCompany.PASSWORD, telephone.code(1)));
        var codes = texts(renewed, "/recoveryCodes");
        assertThat(codes).hasSize(10).doesNotContainAnyElementsOf(recoveryCodes);
        var old = pending().post("/session/code", code(recoveryCodes.getFirst()));
        assertThat(old.code()).isEqualTo("access.sign-in-code-wrong");
        assertThat(pending().post("/session/code", code(codes.getFirst())).status()).isEqualTo(200);
    }

    @Test
    void whatIsOnIsNotReplacedUnseen() {
        var answer = browser.post("/second-factor/start", password(TestCompany.PASSWORD));
        assertThat(answer.code()).isEqualTo("access.second-factor-there");
        assertThat(pending().post("/session/code", code(telephone.code(1))).status())
                .isEqualTo(200);
    }

    @Test
    void anAdministratorResetsItInPersonAndTheRegisterTells() {
        var path = "/users/" + user.id() + "/second-factor";
        var byToken = company.client(company.administrator()).delete(path);
        assertThat(byToken.code()).isEqualTo("access.in-person-only");
        assertThat(Browser.of(company, "admin").delete(path).status()).isEqualTo(204);
        assertThat(Browser.of(company, NAME).user()).isEqualTo(NAME);
        var register =
                company.client(company.administrator())
                        .get("/audit?action=SECOND_FACTOR_RESET&size=1");
        assertThat(register.text("/items/0/subjectId")).isEqualTo(user.id().toString());
        assertThat(register.text("/items/0/actor/name")).isEqualTo("系统管理员");
    }

    /// As `kedang user recover` does for the only administrator.
    @Test
    void whoeverOwnsTheMachineResetsItToo() {
        var answer =
                company.stranger()
                        .send(
                                "DELETE",
                                "/users/" + user.id() + "/second-factor",
                                null,
                                Map.of(
                                        "Authorization",
                                        OperatorKey.SCHEME + OperatorKey.read(data)));
        assertThat(answer.status()).isEqualTo(204);
        assertThat(Browser.of(company, NAME).user()).isEqualTo(NAME);
    }

    @Test
    void whatIsMissingOrEndlessIsRefusedInWords() {
        for (var path :
                List.of(
                        "/second-factor/start",
                        "/second-factor/confirm",
                        "/second-factor/off",
                        "/second-factor/recovery-codes",
                        "/session/proof",
                        "/session/code")) {
            for (var body : List.of("{}", "[]", proof("x".repeat(1_001), "1".repeat(101)))) {
                var answer = browser.post(path, body);
                assertThat(answer.status()).as(path + body).isBetween(400, 422).isNotEqualTo(401);
                assertThat(answer.text("/detail")).isNotBlank();
            }
        }
    }

    private Browser pending() {
        var other = new Browser(company);
        assertThat(other.signIn(NAME, TestCompany.PASSWORD).code()).isEqualTo("access.code-needed");
        return other;
    }

    private static List<String> texts(Answer answer, String pointer) {
        var texts = new ArrayList<String>();
        answer.body().at(pointer).forEach(each -> texts.add(each.asString()));
        return texts;
    }

    private static String password(String password) {
        return "{\"password\":\"%s\"}".formatted(password);
    }

    private static String code(String code) {
        return "{\"code\":\"%s\"}".formatted(code);
    }

    private static String proof(String password, String code) {
        return "{\"password\":\"%s\",\"code\":\"%s\"}".formatted(password, code);
    }
}
