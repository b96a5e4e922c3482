package io.kedang.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.KedangTest;
import io.kedang.TestClient;
import io.kedang.TestCompany;
import io.kedang.access.Scope;
import io.kedang.kernel.NewId;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import java.util.List;
import java.util.UUID;

@KedangTest
class OpenFileApiTests {
    @Autowired TestCompany company;

    private TestClient ana;
    private final UUID id = NewId.next();
    private final String file = "/customers/" + id;

    @BeforeEach
    void aFileWithSomethingInEveryTab() {
        ana = company.client(company.user("open-ana", "employee", "销售一部", Scope.OWN));
        created(ana.put(file, "{\"kind\":\"ORGANISATION\",\"name\":\"翻开档案%s\"}".formatted(id)));
        created(
                ana.put(
                        file + "/people/" + NewId.next(),
                        """
                        {"name":"翻开","mobile":"139%08d","position":{"role":"PRINCIPAL"}}
                        """
                                .formatted(id.hashCode() & 0x3ffffff)));
        created(
                ana.put(
                        "/orders/" + NewId.next(),
                        """
                        {"customerId":"%s","orderNumber":"OPEN-%s","orderedOn":"2024-05-06",
                         "status":"DONE","total":{"amount":"10.00","currency":"CNY"},
                         "lines":[{"lineNumber":1,"productCode":"P","productName":"样品","quantity":"1",
                                   "unitPrice":"10.00","amount":"10.00"}]}
                        """
                                .formatted(id, id)));
        created(
                ana.put(
                        file + "/visits/" + NewId.next(),
                        """
                        {"visitedOn":"2024-05-07","peopleMet":["翻开"],"summary":"送样"}
                        """));
    }

    @Test
    void anOpenedFileHoldsWhatTheAddressOfEachTabAnswers() {
        var opened = ana.get(file + "/open");
        assertThat(opened.status()).isEqualTo(200);
        assertThat(opened.response().headers().firstValue("ETag")).hasValue("\"1\"");
        assertThat(opened.body().at("/customer")).isEqualTo(ana.get(file).body());
        for (var tab : List.of("people", "orders", "visits")) {
            assertThat(opened.body().at("/tabs/" + tab))
                    .as(tab)
                    .isEqualTo(ana.get(file + "/" + tab).body());
            assertThat(opened.body().at("/tabs/" + tab + "/items")).as(tab).hasSize(1);
        }
        assertThat(opened.text("/tabs/people/items/0/mobile")).contains("****");
        assertThat(opened.text("/tabs/orders/items/0/lines/0/productName")).isEqualTo("样品");
        assertThat(opened.body().at("/tabs/orders/totals")).hasSize(1);
    }

    @Test
    void aFileThatWasNeverClassifiedHasNoReasonsAndThatIsNoError() {
        assertThat(ana.get(file + "/open").body().at("/tabs/classification").isNull()).isTrue();
        assertThat(ana.get(file + "/classification").status()).isEqualTo(204);
    }

    @Test
    void aHiddenFileIsRefusedAsOneThatDoesNotExist() {
        var bea = company.client(company.user("open-bea", "employee", "客户服务部", Scope.OWN));
        var hidden = bea.get(file + "/open");
        assertThat(hidden.status()).isEqualTo(bea.get(file).status()).isGreaterThanOrEqualTo(400);
        assertThat(hidden.code()).isEqualTo(bea.get(file).code());
        assertThat(hidden.response().body()).doesNotContain("送样", "样品", "OPEN-");
        assertThat(bea.get("/customers/" + NewId.next() + "/open").code())
                .isEqualTo("customer.not-found");
    }

    private static void created(TestClient.Answer answer) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
    }
}
