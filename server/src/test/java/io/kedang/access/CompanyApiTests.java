package io.kedang.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.KedangTest;
import io.kedang.TestCompany;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@KedangTest
class CompanyApiTests {
    @Autowired TestCompany company;

    @Test
    void theNameOfTheCompanyIsChangedByAnAdministratorAlone() {
        var admin = company.client(company.administrator());
        var before = admin.get("/company").response().body();
        var changed = "{\"name\":\" 新名称有限公司 \",\"timeZone\":\"Asia/Shanghai\"}";
        var ana = company.client(company.user("ana", "employee", "销售一部", Scope.OWN));
        assertThat(ana.put("/company", changed).status()).isEqualTo(403);
        assertThat(admin.put("/company", changed).text("/name")).isEqualTo("新名称有限公司");
        assertThat(ana.get("/company").text("/name")).isEqualTo("新名称有限公司");
        assertThat(admin.put("/company", before).status()).isEqualTo(200);
    }

    @Test
    void aCompanyWithoutNameOrWithATimeZoneThatDoesNotExistIsRefused() {
        var admin = company.client(company.administrator());
        var blank = admin.put("/company", "{\"name\":\" \",\"timeZone\":\"Asia/Shanghai\"}");
        assertThat(blank.text("/errors/0/code")).isEqualTo("access.name-missing");
        var nowhere = admin.put("/company", "{\"name\":\"客档\",\"timeZone\":\"Mars/Base\"}");
        assertThat(nowhere.text("/code")).isEqualTo("access.time-zone-unknown");
    }
}
