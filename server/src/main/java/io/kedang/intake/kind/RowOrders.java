package io.kedang.intake.kind;

import io.kedang.customer.CustomerId;
import io.kedang.customer.TwinBasis;
import io.kedang.customer.record.Done;
import io.kedang.customer.record.Origin;
import io.kedang.intake.ImportProblem;
import io.kedang.kernel.field.DataClass;
import io.kedang.kernel.field.Field;
import io.kedang.kernel.field.FieldType;
import io.kedang.kernel.field.Secrecy;
import io.kedang.sealing.BlindIndex;
import io.kedang.trade.Order;
import io.kedang.trade.OrderBulk;
import io.kedang.trade.OrderFields;
import io.kedang.trade.OrderStatus;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/// What rows of orders and rows of lines have in common: the orders they mean, and writing them.
@Component
class RowOrders {
    static final List<String> IGNORED =
            List.of("created_at", "updated_at", "创建时间", "更新时间", "修改时间", "录入时间");

    /// The currency of amounts that do not say theirs.
    static final String CURRENCY = "currency";

    private static final String USUAL = "CNY";

    static final Map<String, String> SETTINGS =
            Map.of(RowCustomers.SETTING, RowCustomers.Missing.REFUSE.name(), CURRENCY, USUAL);

    /// The order that a row means, found by [#resolve]; no column means it.
    private static final Field ORDER =
            Field.of("order", "order", FieldType.TEXT, DataClass.P1, Secrecy.CLEAR).derived();

    private final OrderBulk bulk;
    private final RowCustomers customers;
    private final BlindIndex blind;

    RowOrders(OrderBulk bulk, RowCustomers customers, BlindIndex blind) {
        this.bulk = bulk;
        this.customers = customers;
        this.blind = blind;
    }

    static boolean allows(String setting, String value) {
        return setting.equals(CURRENCY)
                ? OrderFields.isCurrency(value)
                : RowCustomers.allows(setting, value);
    }

    static String number(Draft draft) {
        return (String) Objects.requireNonNull(draft.values().get(OrderFields.NUMBER));
    }

    static String currency(Draft draft, Map<String, String> settings) {
        var own = (String) draft.values().get(OrderFields.CURRENCY);
        return own == null ? settings.getOrDefault(CURRENCY, USUAL) : own;
    }

    /// Historical orders are done, and those with a negative amount returned, unless they say
    /// otherwise.
    static OrderStatus status(Draft draft, BigDecimal amount) {
        var status = (String) draft.values().get(OrderFields.STATUS);
        if (status != null) {
            return OrderStatus.valueOf(status);
        }
        return amount.signum() < 0 ? OrderStatus.RETURNED : OrderStatus.DONE;
    }

    /// Whether the order is there, for the user to change or not.
    static boolean isKnown(Draft draft) {
        return draft.values().containsKey(ORDER);
    }

    Trait trait(String text) {
        return new Trait(TwinBasis.EXTERNAL_NUMBER, blind.token("import order", text), null);
    }

    /// Looks up customers and orders of these rows. An order that belongs to somebody else than the
    /// row says is refused, and one that the user may not change like one that is not there.
    void resolve(List<Draft> drafts, Map<String, String> settings) {
        customers.resolve(drafts, settings);
        var right = drafts.stream().filter(draft -> !draft.isWrong()).toList();
        var numbers = right.stream().map(RowOrders::number).collect(Collectors.toSet());
        var known = bulk.find(numbers, false);
        for (var draft : right) {
            var order = known.orders().get(number(draft));
            if (known.hidden().containsKey(number(draft))) {
                draft.refuse(OrderFields.NUMBER, ImportProblem.ORDER_UNKNOWN, number(draft));
            } else if (order != null && isOfOther(draft, order)) {
                draft.refuse(OrderFields.NUMBER, ImportProblem.ORDER_ELSEWHERE, number(draft));
            } else if (order != null) {
                draft.values().put(ORDER, order);
            }
        }
    }

    private static boolean isOfOther(Draft draft, Order order) {
        return RowCustomers.isNamed(draft)
                && !RowCustomers.of(draft).equals(Optional.of(order.customer()));
    }

    /// @param same whether the row is there already, given its order
    Map<Integer, Twin> twins(List<Draft> drafts, BiPredicate<Draft, Order> same) {
        var twins = new HashMap<Integer, Twin>();
        for (int place = 0; place < drafts.size(); place++) {
            var order = (Order) drafts.get(place).values().get(ORDER);
            if (order != null && same.test(drafts.get(place), order)) {
                twins.put(place, new Twin(order.id(), TwinBasis.EXTERNAL_NUMBER, true, null));
            }
        }
        return twins;
    }

    /// Holds the orders of these rows, and opens files for the customers that are missing.
    Work begin(List<Planned> rows, Origin origin, boolean dry) {
        var drafts = rows.stream().map(Planned::draft).toList();
        Map<Long, CustomerId> opened = dry ? Map.of() : customers.open(drafts, origin);
        var numbers = drafts.stream().map(RowOrders::number).collect(Collectors.toSet());
        return new Work(bulk.find(numbers, !dry).orders(), opened, origin, dry);
    }

    List<Done.Conflict> undo(Collection<Done> done, Origin origin) {
        return bulk.undo(done, origin);
    }

    Map<UUID, ImportKind.Shown> show(Collection<UUID> records) {
        return bulk.numbers(records).entrySet().stream()
                .collect(
                        Collectors.toMap(
                                Map.Entry::getKey,
                                entry -> new ImportKind.Shown(entry.getValue(), "")));
    }

    /// Orders as they become in memory, before they are written together.
    final class Work {
        private static final CustomerId NOBODY = new CustomerId(new UUID(0, 0));

        private final Map<String, Order> before;
        private final Map<String, Order> now;
        private final Map<Long, CustomerId> opened;
        private final Origin origin;
        private final boolean dry;
        private final Map<Planned, Boolean> rows = new LinkedHashMap<>();
        private final Set<String> changed = new HashSet<>();

        Work(Map<String, Order> before, Map<Long, CustomerId> opened, Origin origin, boolean dry) {
            this.before = before;
            this.now = new LinkedHashMap<>(before);
            this.opened = opened;
            this.origin = origin;
            this.dry = dry;
        }

        /// As the rows before have left it; null for a new one.
        @Nullable Order find(Draft draft) {
            return now.get(number(draft));
        }

        /// Whose order it is; in a dry run perhaps nobody's yet.
        CustomerId customer(Draft draft) {
            return RowCustomers.of(draft).orElse(NOBODY);
        }

        /// What the row makes of its order.
        void put(Planned row, @Nullable Order was, Order becomes) {
            boolean changes = !becomes.equals(was);
            rows.put(row, changes);
            now.put(becomes.orderNumber(), becomes);
            if (changes) {
                changed.add(becomes.orderNumber());
            }
        }

        /// @return by row number
        Map<Long, Planned.Written> write() {
            var created = new ArrayList<Order>();
            var altered = new ArrayList<OrderBulk.Change>();
            for (var number : changed) {
                var old = before.get(number);
                var order = Objects.requireNonNull(now.get(number));
                if (old == null) {
                    created.add(order);
                } else {
                    now.put(number, order.next());
                    altered.add(new OrderBulk.Change(old, order.next()));
                }
            }
            if (!dry) {
                bulk.save(created, altered, origin);
            }
            var written = new HashMap<Long, Planned.Written>();
            rows.forEach(
                    (row, changes) -> {
                        var order = Objects.requireNonNull(now.get(number(row.draft())));
                        var file = opened.get(row.draft().row());
                        written.put(
                                row.draft().row(),
                                new Planned.Written(
                                        order.id(),
                                        changes ? order.version() : null,
                                        file == null ? null : file.value()));
                    });
            return written;
        }
    }
}
