package io.kedang.access.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.KedangTest;
import io.kedang.TestCompany;
import io.kedang.access.Directory;
import io.kedang.access.Scope;
import io.kedang.access.User;
import io.kedang.access.signin.factor.Factors;
import io.kedang.access.signin.factor.TestAuthenticator;
import io.kedang.kernel.NewId;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import java.util.UUID;

/// A role that asks for a second factor.
@Tag("s8")
@KedangTest
class RequiredFactorTests {
    private static final UUID ROLE = NewId.next();
    private static final String NAME = "must-have-two";

    @Autowired TestCompany company;
    @Autowired Directory directory;
    @Autowired Factors factors;

    private User user;

    @BeforeEach
    void aRoleThatNeedsIt() {
        var admin = company.client(company.administrator());
        var role =
                """
                {"name":"两步角色","rank":"EMPLOYEE","scope":"OWN","rights":["CUSTOMER_READ"],
                 "needsSecondFactor":true}
                """;
        var made = admin.put("/roles/" + ROLE, role);
        assertThat(made.body().at("/needsSecondFactor").asBoolean()).isTrue();
        user = company.user(NAME, "role-" + ROLE, "销售一部", Scope.OWN);
    }

    @AfterEach
    void withoutIt() {
        if (factors.state(user.id()).on()) {
            company.as(
                    user,
                    () -> {
                        factors.reset(user);
                        return null;
                    });
        }
    }

    @Test
    void whoHasNoneSetsItUpAndCanDoNothingElseBefore() {
        var browser = Browser.of(company, NAME);
        assertThat(browser.get("/session").text("/secondFactor")).isEqualTo("NEEDED");
        for (var path : new String[] {"/customers", "/company", "/fields?of=customer", "/tokens"}) {
            assertThat(browser.get(path).code()).isEqualTo("access.second-factor-needed");
        }
        var secret =
                browser.post(
                                "/second-factor/start",
                                "{\"password\":\"%s\"}".formatted(TestCompany.PASSWORD))
                        .text("/secret");
        var confirmed =
                browser.post(
                        "/second-factor/confirm",
                        "{\"code\":\"%s\"}".formatted(new TestAuthenticator(secret).code()));
        assertThat(confirmed.status()).isEqualTo(200);
        assertThat(browser.get("/session").text("/secondFactor")).isEqualTo("ON");
        assertThat(browser.get("/customers").status()).isEqualTo(200);
    }

    @Test
    void aSecretThatWasNeverConfirmedDoesNotCount() {
        var browser = Browser.of(company, NAME);
        browser.post(
                "/second-factor/start", "{\"password\":\"%s\"}".formatted(TestCompany.PASSWORD));
        assertThat(browser.get("/session").text("/secondFactor")).isEqualTo("NEEDED");
        assertThat(Browser.of(company, NAME).get("/customers").code())
                .isEqualTo("access.second-factor-needed");
    }

    @Test
    void aTokenIsAWayInOfItsOwn() {
        assertThat(company.client(user).get("/customers").status()).isEqualTo(200);
    }

    @Test
    void theRoleCanLetItBeAgain() {
        var admin = company.client(company.administrator());
        int version = directory.getRole(ROLE).version();
        var off = admin.patch("/roles/" + ROLE, version, "{\"needsSecondFactor\":false}");
        assertThat(off.status()).isEqualTo(200);
        assertThat(Browser.of(company, NAME).get("/customers").status()).isEqualTo(200);
        var on = admin.patch("/roles/" + ROLE, version + 1, "{\"needsSecondFactor\":true}");
        assertThat(on.status()).isEqualTo(200);
    }
}
