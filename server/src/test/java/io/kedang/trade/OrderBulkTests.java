package io.kedang.trade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kedang.KedangTest;
import io.kedang.TestCompany;
import io.kedang.access.Scope;
import io.kedang.access.User;
import io.kedang.customer.CustomerId;
import io.kedang.customer.CustomerProblem;
import io.kedang.customer.record.Origin;
import io.kedang.kernel.Actor;
import io.kedang.kernel.Money;
import io.kedang.kernel.NewId;
import io.kedang.kernel.Refusal;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

@KedangTest
class OrderBulkTests {
    private static final Origin FILE = new Origin("订单.xlsx", Actor.Channel.IMPORT, null, 70, null);

    @Autowired TestCompany company;
    @Autowired OrderBulk bulk;
    @Autowired TransactionTemplate transaction;

    @Test
    void nobodyEntersOrdersForACustomerWhomHeMayNotChange() {
        var clerk = company.user("ana", "employee", "销售一部", Scope.OWN);
        var stranger = company.user("uwe", "employee", "销售二部", Scope.OWN);
        var customer = NewId.next();
        company.client(clerk)
                .put(
                        "/customers/" + customer,
                        "{\"kind\":\"ORGANISATION\",\"name\":\"重庆渝北新材料有限公司\"}");
        var order = order(customer);
        assertThatThrownBy(() -> save(stranger, order))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal ->
                                assertThat(refusal.problem()).isEqualTo(CustomerProblem.NOT_FOUND));
        save(clerk, order);
        var known = find(stranger, order);
        assertThat(known.orders()).isEmpty();
        assertThat(known.hidden()).containsOnlyKeys(order.orderNumber());
        assertThat(find(clerk, order).orders()).containsOnlyKeys(order.orderNumber());
    }

    @Test
    void anOrderThatAddsUpKeepsAddingUpAndAStatedAmountStays() {
        var empty = order(NewId.next());
        var one = empty.with(line(1, "10.00")).with(line(2, "-2.50"));
        assertThat(one.total().amount()).isEqualByComparingTo("7.50");
        assertThat(one.with(line(1, "1.00")).total().amount()).isEqualByComparingTo("-1.50");
        var stated =
                new Order(
                        empty.id(),
                        empty.customer(),
                        empty.orderNumber(),
                        empty.orderedOn(),
                        new Money(new BigDecimal("99.00"), "CNY"),
                        empty.status(),
                        null,
                        null,
                        null,
                        null,
                        "MANUAL",
                        1,
                        List.of());
        assertThat(stated.with(line(1, "10.00")).total().amount()).isEqualByComparingTo("99.00");
    }

    private void save(User user, Order order) {
        company.as(
                user,
                () -> {
                    transaction.executeWithoutResult(
                            status -> bulk.save(List.of(order), List.of(), FILE));
                    return true;
                });
    }

    private OrderBulk.Known find(User user, Order order) {
        return company.as(
                user,
                () ->
                        transaction.execute(
                                status -> bulk.find(List.of(order.orderNumber()), false)));
    }

    private static OrderLine line(int number, String amount) {
        var price = new BigDecimal(amount);
        return new OrderLine(number, "A", "传感器", BigDecimal.ONE, price, price);
    }

    private static Order order(UUID customer) {
        return new Order(
                NewId.next(),
                new CustomerId(customer),
                "OB-" + NewId.next(),
                LocalDate.of(2025, 7, 15),
                new Money(BigDecimal.ZERO.setScale(2), "CNY"),
                OrderStatus.DONE,
                null,
                null,
                null,
                null,
                "订单.xlsx",
                1,
                List.of());
    }
}
