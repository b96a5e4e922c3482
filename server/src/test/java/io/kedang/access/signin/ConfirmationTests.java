package io.kedang.access.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.KedangTest;
import io.kedang.TestCompany;
import io.kedang.kernel.NewId;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What is dangerous asks again who one is, when that was last shown more than ten minutes ago.
@KedangTest
class ConfirmationTests {
    @Autowired TestCompany company;
    @Autowired JdbcClient db;

    private Browser browser;

    @BeforeEach
    void anAdministratorWhoSignedInAWhileAgo() {
        company.administrator();
        browser = Browser.of(company, "admin");
        db.sql("update session set proved_at = now() - interval '11 minutes'").update();
    }

    @Test
    void everyDangerousOperationAsks() {
        var id = NewId.next();
        var asked =
                java.util.List.of(
                        browser.put("/roles/" + id, role()),
                        browser.put("/users/" + id + "/password", "{\"password\":\"x\"}"),
                        browser.delete("/users/" + id + "/second-factor"),
                        browser.put("/tokens/" + id, "{\"name\":\"x\"}"),
                        browser.patch("/policies/" + id, 1, "{}"),
                        browser.patch("/users/" + id, 1, "{}"));
        assertThat(asked)
                .allSatisfy(
                        answer -> {
                            assertThat(answer.status()).isEqualTo(403);
                            assertThat(answer.code()).isEqualTo("access.proof-needed");
                        });
        assertThat(browser.get("/roles").response().body()).doesNotContain(id.toString());
    }

    @Test
    void readingDoesNotAsk() {
        assertThat(browser.get("/users").status()).isEqualTo(200);
    }

    @Test
    void afterTheConfirmationItGoesThroughUnderANewSecret() {
        var before = browser.cookie(SessionCookie.SESSION);
        var confirmed = browser.post("/session/proof", password(TestCompany.PASSWORD));
        assertThat(confirmed.status()).isEqualTo(204);
        assertThat(browser.cookie(SessionCookie.SESSION)).isNotEqualTo(before);
        var token = NewId.next();
        assertThat(browser.put("/tokens/" + token, "{\"name\":\"x\"}").status()).isEqualTo(201);
        assertThat(browser.delete("/tokens/" + token).status()).isEqualTo(204);
    }

    @Test
    void aWrongPasswordConfirmsNothing() {
        var wrong = browser.post("/session/proof", password("not the password"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text("/errors/0/code")).isEqualTo("access.password-wrong");
        assertThat(browser.put("/tokens/" + NewId.next(), "{\"name\":\"x\"}").code())
                .isEqualTo("access.proof-needed");
        db.sql("delete from sign_in_attempt").update();
    }

    @Test
    void aNewPasswordOfOnesOwnIsNoConfirmation() {
        var other = "four words are plenty";
        assertThat(browser.put("/password", change(TestCompany.PASSWORD, other)).status())
                .isEqualTo(204);
        try {
            assertThat(browser.put("/tokens/" + NewId.next(), "{\"name\":\"x\"}").code())
                    .isEqualTo("access.proof-needed");
        } finally {
            browser.put("/password", change(other, TestCompany.PASSWORD));
        }
    }

    @Test
    void aTokenIsNotAskedButMakesNoOtherToken() {
        var program = company.client(company.administrator());
        var unknown = "/users/" + NewId.next() + "/password";
        assertThat(program.put(unknown, "{\"password\":\"x\"}").code())
                .isEqualTo("access.user-unknown");
        assertThat(program.put("/tokens/" + NewId.next(), "{\"name\":\"x\"}").code())
                .isEqualTo("access.in-person-only");
        assertThat(program.post("/session/proof", password(TestCompany.PASSWORD)).code())
                .isEqualTo("access.in-person-only");
    }

    private static String role() {
        return "{\"name\":\"x\",\"rank\":\"EMPLOYEE\",\"scope\":\"OWN\",\"rights\":[]}";
    }

    private static String change(String current, String password) {
        return "{\"current\":\"%s\",\"password\":\"%s\"}".formatted(current, password);
    }

    private static String password(String password) {
        return "{\"password\":\"%s\"}".formatted(password);
    }
}
