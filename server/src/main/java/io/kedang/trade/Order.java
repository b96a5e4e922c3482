package io.kedang.trade;

import io.kedang.customer.CustomerId;
import io.kedang.kernel.Money;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
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
}
