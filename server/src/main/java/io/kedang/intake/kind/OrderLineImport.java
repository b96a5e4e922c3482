package io.kedang.intake.kind;

import static java.util.stream.Collectors.toSet;

import io.kedang.customer.CustomerId;
import io.kedang.customer.record.Origin;
import io.kedang.customer.record.RecordProblem;
import io.kedang.intake.ImportProblem;
import io.kedang.kernel.Money;
import io.kedang.kernel.NewId;
import io.kedang.kernel.field.Field;
import io.kedang.trade.Order;
import io.kedang.trade.OrderFields;
import io.kedang.trade.OrderLine;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// Lines of historical orders from rows. An order that nobody knows begins with its first line, if
/// the row says whose it is and of which day.
///
/// Where rows have numbers, a line is known by its order and number. Where they have none, it is
/// known by what it says: the second row that says the same of an order is its second such line.
@Component
class OrderLineImport extends OrderRows {
    private static final List<Field> OF_LINE =
            List.of(
                    OrderFields.PRODUCT_CODE,
                    OrderFields.PRODUCT_NAME,
                    OrderFields.QUANTITY,
                    OrderFields.UNIT_PRICE,
                    OrderFields.LINE_AMOUNT);

    private static final List<Field> FIELDS =
            Stream.of(
                            List.of(OrderFields.NUMBER, OrderFields.LINE_NUMBER),
                            OF_LINE,
                            List.of(
                                    OrderFields.ORDERED_ON,
                                    OrderFields.CURRENCY,
                                    OrderFields.STATUS,
                                    OrderFields.PLACE),
                            RowCustomers.FIELDS)
                    .flatMap(List::stream)
                    .toList();

    OrderLineImport(RowOrders orders) {
        super(orders, FIELDS);
    }

    @Override
    public String code() {
        return "ORDER_LINES";
    }

    @Override
    public List<String> groupedBy() {
        return Stream.concat(Stream.of(OrderFields.NUMBER), OF_LINE.stream())
                .map(Field::key)
                .toList();
    }

    @Override
    public void check(Draft draft, Map<String, String> settings) {
        super.check(draft, settings);
        if (!draft.values().containsKey(OrderFields.PRODUCT_CODE)
                && !draft.values().containsKey(OrderFields.PRODUCT_NAME)) {
            draft.refuse(OrderFields.PRODUCT_NAME, RecordProblem.FIELD_REQUIRED);
        }
    }

    @Override
    public void resolve(List<Draft> drafts, Map<String, String> settings) {
        super.resolve(drafts, settings);
        var begun = new HashMap<String, Draft>();
        for (var draft : drafts) {
            if (!draft.isWrong() && !RowOrders.isKnown(draft)) {
                var first = begun.get(RowOrders.number(draft));
                if (first == null) {
                    begin(draft);
                    if (!draft.isWrong()) {
                        begun.put(RowOrders.number(draft), draft);
                    }
                } else if (RowCustomers.isNamed(draft)
                        && !RowCustomers.key(draft).equals(RowCustomers.key(first))) {
                    draft.refuse(
                            OrderFields.NUMBER,
                            ImportProblem.ORDER_ELSEWHERE,
                            RowOrders.number(draft));
                }
            }
        }
    }

    /// Refuses a row that can't begin an order.
    private static void begin(Draft draft) {
        if (!RowCustomers.hasColumn(draft) && draft.column(OrderFields.ORDERED_ON.key()) < 0) {
            draft.refuse(OrderFields.NUMBER, ImportProblem.ORDER_UNKNOWN, RowOrders.number(draft));
            return;
        }
        RowCustomers.need(draft);
        draft.need(OrderFields.ORDERED_ON);
    }

    @Override
    public List<Trait> traits(Draft draft, Map<String, String> settings) {
        var number = draft.values().get(OrderFields.LINE_NUMBER);
        return List.of(
                orders.trait(
                        RowOrders.number(draft)
                                + "\n"
                                + (number == null ? said(line(draft, 0)) + draft.turn() : number)));
    }

    @Override
    public Map<Integer, Twin> find(List<Draft> drafts, Map<String, String> settings) {
        return orders.twins(drafts, (draft, order) -> twin(draft, order) != null);
    }

    /// The line of the order that the row is.
    private static @Nullable OrderLine twin(Draft draft, Order order) {
        var number = (Long) draft.values().get(OrderFields.LINE_NUMBER);
        var said = said(line(draft, 0));
        return order.lines().stream()
                .filter(
                        line ->
                                number == null
                                        ? said(line).equals(said)
                                        : line.lineNumber() == number)
                .skip(number == null ? Math.max(0, draft.turn() - 1) : 0)
                .findFirst()
                .orElse(null);
    }

    private static String said(OrderLine line) {
        return Stream.of(
                        line.productCode(),
                        line.productName(),
                        plain(line.quantity()),
                        plain(line.unitPrice()),
                        plain(line.amount()))
                .reduce("", (all, part) -> all + part + "\n");
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    private static OrderLine line(Draft draft, int number) {
        var values = draft.values();
        var quantity = (BigDecimal) Objects.requireNonNull(values.get(OrderFields.QUANTITY));
        var price = (BigDecimal) Objects.requireNonNull(values.get(OrderFields.UNIT_PRICE));
        var amount = (BigDecimal) values.get(OrderFields.LINE_AMOUNT);
        var code = (String) values.getOrDefault(OrderFields.PRODUCT_CODE, "");
        return new OrderLine(
                number,
                code,
                (String) values.getOrDefault(OrderFields.PRODUCT_NAME, code),
                quantity,
                price,
                amount == null
                        ? quantity.multiply(price).setScale(2, RoundingMode.HALF_UP)
                        : amount);
    }

    @Override
    public Map<Long, Planned.Written> write(
            List<Planned> rows, Map<String, String> settings, Origin origin, boolean dry) {
        var work = orders.begin(rows, origin, dry);
        for (var row : rows) {
            var draft = row.draft();
            var before = work.find(draft);
            var order =
                    before == null ? order(draft, work.customer(draft), settings, origin) : before;
            work.put(row, before, changed(order, row));
        }
        return work.write();
    }

    private static Order order(
            Draft draft, CustomerId customer, Map<String, String> settings, Origin origin) {
        var nothing = BigDecimal.ZERO.setScale(2);
        return new Order(
                NewId.next(),
                customer,
                RowOrders.number(draft),
                (LocalDate) Objects.requireNonNull(draft.values().get(OrderFields.ORDERED_ON)),
                new Money(nothing, RowOrders.currency(draft, settings)),
                RowOrders.status(draft, line(draft, 0).amount()),
                (String) draft.values().get(OrderFields.PLACE),
                null,
                null,
                null,
                origin.source(),
                1,
                List.of());
    }

    /// A line is complete, so that only an overwriting changes one that is there.
    private static Order changed(Order order, Planned row) {
        var twin = row.creates() ? null : twin(row.draft(), order);
        if (twin != null) {
            return row.action() == OnDuplicate.OVERWRITE
                    ? order.with(line(row.draft(), twin.lineNumber()))
                    : order;
        }
        var wanted = (Long) row.draft().values().get(OrderFields.LINE_NUMBER);
        var taken = order.lines().stream().map(line -> (long) line.lineNumber()).collect(toSet());
        long number =
                wanted == null || taken.contains(wanted)
                        ? taken.stream().max(Long::compare).orElse(0L) + 1
                        : wanted;
        return order.with(line(row.draft(), Math.toIntExact(number)));
    }
}
