package io.kedang.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.KedangTest;
import io.kedang.TestCompany;
import io.kedang.kernel.NewId;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import java.util.Map;

@KedangTest
class WrongDirectoryTests {
    @Autowired TestCompany company;

    @Test
    void aDepartmentBelowOneThatDoesNotExistIsRefused() {
        var admin = company.client(company.administrator());
        var body = "{\"name\":\"悬空部\",\"parentId\":\"%s\"}".formatted(NewId.next());
        assertThat(admin.put("/departments/" + NewId.next(), body).text("/code"))
                .isEqualTo("access.department-unknown");
    }

    @Test
    void whatEveryRoleMustHaveIsNotTakenAwayByAPatch() {
        var admin = company.client(company.administrator());
        var role = "/roles/" + NewId.next();
        admin.put(
                role, "{\"name\":\"补丁角色\",\"rank\":\"EMPLOYEE\",\"scope\":\"OWN\",\"rights\":[]}");
        var headers = Map.of("Content-Type", "application/merge-patch+json", "If-Match", "\"1\"");
        var refused = admin.send("PATCH", role, "{\"scope\":null}", headers);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("/errors/0/field")).isEqualTo("scope");
    }
}
