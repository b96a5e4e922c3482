package io.kedang.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.KedangTest;
import io.kedang.TestCompany;
import io.kedang.kernel.NewId;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@KedangTest
class AuditApiTests {
    @Autowired TestCompany company;

    @Test
    void whatSomebodyCalledAThingIsShownAsItIs() {
        var admin = company.client(company.administrator());
        var name = "{0} '季度' {x " + NewId.next();
        var body = "{\"name\":\"%s\",\"rank\":\"EMPLOYEE\",\"scope\":\"OWN\",\"rights\":[]}";
        assertThat(admin.put("/roles/" + NewId.next(), body.formatted(name)).status())
                .isEqualTo(201);
        var register = admin.get("/audit?action=ROLE_CHANGED&size=1");
        assertThat(register.status()).isEqualTo(200);
        assertThat(register.body().at("/items/0/facts").toString()).contains(name);
    }
}
