package io.kedang.intake.kind;

import io.kedang.access.Right;
import io.kedang.customer.record.Done;
import io.kedang.customer.record.Origin;
import io.kedang.kernel.Parsed;
import io.kedang.kernel.field.Field;
import io.kedang.trade.OrderFields;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// A kind of rows that become orders.
abstract class OrderRows implements ImportKind {
    final RowOrders orders;
    private final List<Field> fields;

    OrderRows(RowOrders orders, List<Field> fields) {
        this.orders = orders;
        this.fields = fields;
    }

    @Override
    public String record() {
        return OrderFields.RECORD;
    }

    @Override
    public Set<Right> rights() {
        return Set.of(Right.TRADE_READ);
    }

    @Override
    public List<Field> fields() {
        return fields;
    }

    @Override
    public Collection<String> ignored() {
        return RowOrders.IGNORED;
    }

    @Override
    public Map<String, String> settings(Collection<String> mapped) {
        return RowOrders.SETTINGS;
    }

    @Override
    public Map<String, String> remembered(Map<String, String> settings) {
        return RowCustomers.remembered(settings);
    }

    @Override
    public boolean allows(String setting, String value) {
        return RowOrders.allows(setting, value);
    }

    @Override
    public Parsed<@Nullable Object> normal(Field field, Parsed<@Nullable Object> parsed) {
        return OrderFields.normal(field, parsed);
    }

    @Override
    public void check(Draft draft, Map<String, String> settings) {
        fields.stream().filter(Field::required).forEach(draft::need);
    }

    @Override
    public void resolve(List<Draft> drafts, Map<String, String> settings) {
        orders.resolve(drafts, settings);
    }

    @Override
    public List<Done.Conflict> undo(Collection<Done> done, Origin origin) {
        return orders.undo(done, origin);
    }

    @Override
    public Map<UUID, Shown> show(Collection<UUID> records) {
        return orders.show(records);
    }
}
