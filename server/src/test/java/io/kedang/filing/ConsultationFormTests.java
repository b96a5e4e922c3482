package io.kedang.filing;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.KedangTest;
import io.kedang.TestClient;
import io.kedang.TestCompany;
import io.kedang.access.Scope;
import io.kedang.kernel.NewId;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

@KedangTest
class ConsultationFormTests {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Autowired TestCompany company;
    @Autowired JdbcClient db;

    @Test
    void theRegisterOfConsultationsNamesWhoLookedWhenAndWhatFor() throws Exception {
        var owner = company.client(company.user("consulted", "employee", "销售一部", Scope.OWN));
        var director = company.client(company.user("consulting", "director", "销售部", Scope.ALL));
        var id = NewId.next();
        owner.put("/customers/" + id, "{\"kind\":\"ORGANISATION\",\"name\":\"登记公司\"}");
        db.sql("update customer set grade = 'A' where id = :id").param("id", id).update();
        director.put(
                "/customers/" + id + "/consultations/" + NewId.next(), "{\"purpose\":\"核对登记\"}");
        assertThat(director.get("/customers/" + id).status()).isEqualTo(200);

        var path = "/customers/" + id + "/print/consultations.pdf";
        assertThat(owner.get(path).code()).isEqualTo("access.right-missing");
        assertThat(Pdf.text(print(director, path)))
                .contains("查阅登记表", "大华贸易", "登记公司", "consulting", "核对登记", "登记查阅档案");
        var register =
                company.client(company.administrator()).get("/audit?action=PRINTED&customer=" + id);
        assertThat(register.body().at("/items").size()).isOne();
        assertThat(register.body().at("/items/0/facts").toString()).contains("查阅登记表");
    }

    private byte[] print(TestClient client, String path) throws Exception {
        var request =
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + company.port() + "/api/v1" + path))
                        .header("Authorization", "Bearer " + client.token())
                        .header("Accept-Language", "zh-CN")
                        .build();
        var answer = HTTP.send(request, BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }
}
