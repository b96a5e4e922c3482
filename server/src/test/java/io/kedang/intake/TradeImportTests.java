package io.kedang.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.KedangTest;
import io.kedang.TestCompany;
import io.kedang.access.Scope;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import java.nio.charset.StandardCharsets;

/// Whether an order is known tells of trade: who does not see it brings no orders.
@KedangTest
class TradeImportTests {
    private static final byte[] ORDERS =
            "订单号,客户编号,日期,金额\nDD-1,T0000001,2025-07-15,10.00\n".getBytes(StandardCharsets.UTF_8);

    @Autowired TestCompany company;

    @Test
    void whoDoesNotSeeTradeBringsNoOrders() {
        var archivist =
                new ImportClient(
                        company.client(
                                company.user("orders-archivist", "archivist", "客户服务部", Scope.ALL)));
        assertThat(archivist.bring("orders.csv", ORDERS, "ORDERS").code())
                .isEqualTo("access.right-missing");
        assertThat(archivist.bring("orders.csv", ORDERS, "ORDER_LINES").code())
                .isEqualTo("access.right-missing");
        var kinds = archivist.api().get("/imports/kinds").body().at("/items");
        assertThat(kinds.valueStream().map(kind -> kind.at("/code").asString()))
                .containsExactly("CUSTOMERS", "PEOPLE");
        var guessed = archivist.bring("orders.csv", ORDERS, null);
        assertThat(guessed.text("/kind")).isIn("CUSTOMERS", "PEOPLE");
        var changed =
                archivist
                        .api()
                        .patch("/imports/" + guessed.text("/id"), 1, "{\"kind\":\"ORDERS\"}");
        assertThat(changed.code()).isEqualTo("access.right-missing");
    }
}
