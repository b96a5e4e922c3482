package io.kedang.trade;

import io.kedang.customer.record.Revision.FieldChange;
import io.kedang.kernel.Money;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;

/// An order as its history keeps it: what each field and each line (`line.3`) holds, as JSON.
/// Numbers are texts, so that none loses a digit.
final class OrderForm {
    private static final String LINE = "line.";

    private OrderForm() {}

    static Map<String, Object> of(Order order) {
        var form = new LinkedHashMap<String, Object>();
        form.put("orderedOn", order.orderedOn().toString());
        form.put("amount", order.total().amount().toPlainString());
        form.put("currency", order.total().currency());
        form.put("status", order.status().name());
        put(form, "place", order.place());
        put(form, "owner", order.owner() == null ? null : order.owner().toString());
        put(form, "breach", order.breach());
        put(form, "remark", order.remark());
        for (var line : order.lines()) {
            form.put(LINE + line.lineNumber(), of(line));
        }
        return form;
    }

    private static void put(Map<String, Object> form, String key, @Nullable String value) {
        if (value != null) {
            form.put(key, value);
        }
    }

    private static Map<String, Object> of(OrderLine line) {
        return Map.of(
                "productCode", line.productCode(),
                "productName", line.productName(),
                "quantity", plain(line.quantity()),
                "unitPrice", plain(line.unitPrice()),
                "amount", plain(line.amount()));
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    /// The order with what a form holds; number, customer and source are its own.
    static Order read(Order order, Map<String, Object> form) {
        var lines = new TreeMap<Integer, OrderLine>();
        form.forEach(
                (key, value) -> {
                    if (key.startsWith(LINE)) {
                        int number = Integer.parseInt(key.substring(LINE.length()));
                        lines.put(number, line(number, (Map<?, ?>) value));
                    }
                });
        var owner = form.get("owner");
        return new Order(
                order.id(),
                order.customer(),
                order.orderNumber(),
                LocalDate.parse(text(form, "orderedOn")),
                new Money(new BigDecimal(text(form, "amount")), text(form, "currency")),
                OrderStatus.valueOf(text(form, "status")),
                (String) form.get("place"),
                owner == null ? null : UUID.fromString(owner.toString()),
                (String) form.get("breach"),
                (String) form.get("remark"),
                order.source(),
                order.version(),
                List.copyOf(lines.values()));
    }

    private static OrderLine line(int number, Map<?, ?> form) {
        return new OrderLine(
                number,
                text(form, "productCode"),
                text(form, "productName"),
                new BigDecimal(text(form, "quantity")),
                new BigDecimal(text(form, "unitPrice")),
                new BigDecimal(text(form, "amount")));
    }

    private static String text(Map<?, ?> form, String key) {
        return Objects.requireNonNull(form.get(key), key).toString();
    }

    /// What a change made of an order.
    static List<FieldChange> changes(Order before, Order after) {
        return changes(of(before), of(after));
    }

    /// What a new order begins with; its lines stand with the order.
    static List<FieldChange> beginning(Order order) {
        var form = of(order);
        form.keySet().removeIf(key -> key.startsWith(LINE));
        return changes(Map.of(), form);
    }

    private static List<FieldChange> changes(
            Map<String, Object> before, Map<String, Object> after) {
        var keys = new LinkedHashSet<>(before.keySet());
        keys.addAll(after.keySet());
        var changes = new ArrayList<FieldChange>();
        for (var key : keys) {
            if (!Objects.equals(before.get(key), after.get(key))) {
                changes.add(new FieldChange(key, before.get(key), after.get(key), false));
            }
        }
        return changes;
    }
}
