package io.kedang.access.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.KedangTest;
import io.kedang.TestClient;
import io.kedang.TestCompany;
import io.kedang.access.Scope;
import io.kedang.kernel.NewId;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// A program that was given little can't help itself to more.
@KedangTest
class LimitedTokenTests {
    @Autowired TestCompany company;

    private TestClient whole;
    private TestClient limited;

    @BeforeEach
    void aTokenThatOnlyReads() {
        whole = company.client(company.user("limited", "employee", "销售一部", Scope.OWN));
        limited = made(whole, "{\"name\":\"reads\",\"rights\":[\"CUSTOMER_READ\"]}");
    }

    @Test
    void aLimitedTokenMakesNoneWithRightsThatItLacks() {
        var refused =
                limited.put(
                        "/tokens/" + NewId.next(),
                        "{\"name\":\"more\",\"rights\":[\"CUSTOMER_READ\",\"CUSTOMER_EDIT\"]}");
        assertThat(refused.code()).isEqualTo("access.right-missing");
    }

    @Test
    void aTokenMadeWithoutNamingRightsHasThoseOfTheOneThatMadeIt() {
        var child = made(limited, "{\"name\":\"unnamed\"}");
        assertThat(child.get("/customers?size=1").status()).isEqualTo(200);
        assertThat(opens(child)).isEqualTo("access.right-missing");
        assertThat(opens(limited)).isEqualTo("access.right-missing");
        assertThat(opens(made(whole, "{\"name\":\"unnamed\"}"))).isNull();
    }

    private static String opens(TestClient client) {
        return client.put(
                        "/customers/" + NewId.next(),
                        "{\"kind\":\"ORGANISATION\",\"name\":\"令牌公司\"}")
                .code();
    }

    private TestClient made(TestClient by, String body) {
        var made = by.put("/tokens/" + NewId.next(), body);
        assertThat(made.status()).as(made.response().body()).isEqualTo(201);
        return new TestClient(company.port(), made.text("/token"));
    }
}
