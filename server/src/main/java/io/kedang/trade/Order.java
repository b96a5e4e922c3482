package io.kedang.trade;

import io.kedang.customer.CustomerId;
import io.kedang.kernel.Money;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// 交易记录: one order with its lines.
///
/// @param breach what went wrong with keeping the agreement (违约); null when nothing did
/// @param source where it comes from: `MANUAL`, the name of an imported file
public record Order(
        UUID id,
        CustomerId customer,
        String orderNumber,
        LocalDate orderedOn,
        Money total,
        OrderStatus status,
        @Nullable String place,
        @Nullable UUID owner,
        @Nullable String breach,
        @Nullable String remark,
        String source,
        int version,
        List<OrderLine> lines) {
    public Order {
        lines = List.copyOf(lines);
    }

    Order withLines(List<OrderLine> others) {
        return new Order(
                id,
                customer,
                orderNumber,
                orderedOn,
                total,
                status,
                place,
                owner,
                breach,
                remark,
                source,
                version,
                others);
    }

    /// The same as its next version.
    public Order next() {
        return new Order(
                id,
                customer,
                orderNumber,
                orderedOn,
                total,
                status,
                place,
                owner,
                breach,
                remark,
                source,
                version + 1,
                lines);
    }

    /// With one more line, or another one under its number. An order whose lines add up to its
    /// amount keeps adding up; one whose amount was stated otherwise keeps that.
    public Order with(OrderLine line) {
        var others = new ArrayList<OrderLine>();
        var sum = BigDecimal.ZERO;
        for (var each : lines) {
            sum = sum.add(each.amount());
            if (each.lineNumber() != line.lineNumber()) {
                others.add(each);
            }
        }
        boolean addsUp = sum.compareTo(total.amount()) == 0;
        others.add(line);
        var changed = withLines(others);
        return addsUp ? changed.withAmount(changed.sum()) : changed;
    }

    private BigDecimal sum() {
        return lines.stream().map(OrderLine::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private Order withAmount(BigDecimal amount) {
        return new Order(
                id,
                customer,
                orderNumber,
                orderedOn,
                new Money(amount, total.currency()),
                status,
                place,
                owner,
                breach,
                remark,
                source,
                version,
                lines);
    }
}
