package io.kedang.access.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.KedangTest;
import io.kedang.TestCompany;
import io.kedang.access.Scope;
import io.kedang.kernel.NewId;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// A program that was given little can't help itself to more.
@KedangTest
class LimitedTokenTests {
    @Autowired TestCompany company;

    @Test
    void aTokenMakesNoTokens() {
        var client = company.client(company.user("limited", "employee", "销售一部", Scope.OWN));
        var refused = client.put("/tokens/" + NewId.next(), "{\"name\":\"more\"}");
        assertThat(refused.code()).isEqualTo("access.in-person-only");
        assertThat(client.get("/tokens").body().toString()).doesNotContain("more");
    }
}
