package io.kedang.trade;

import io.kedang.customer.FileRows;
import io.kedang.kernel.condition.ConditionField;
import io.kedang.kernel.condition.FieldCatalogue;
import io.kedang.kernel.condition.RelatedRows;
import io.kedang.kernel.field.Field;
import io.kedang.kernel.field.FieldLabels;
import io.kedang.kernel.text.Folding;

import org.springframework.stereotype.Component;

import java.util.List;
import java.util.Locale;

/// What conditions may ask of a file's orders.
@Component
class OrderRows implements FileRows {
    private final FieldLabels labels;
    private final TradeLock lock;

    OrderRows(FieldLabels labels, TradeLock lock) {
        this.labels = labels;
        this.lock = lock;
    }

    @Override
    public RelatedRows rows() {
        var fields =
                List.of(
                        asked(OrderFields.ORDERED_ON, "o.ordered_on"),
                        asked(OrderFields.AMOUNT, "o.amount"),
                        asked(OrderFields.CURRENCY, "o.currency")
                                .normal(code -> code.strip().toUpperCase(Locale.ROOT)),
                        asked(OrderFields.STATUS, "o.status"),
                        asked(OrderFields.OWNER, "o.owner"));
        return new RelatedRows(
                "orders",
                labels.rows(OrderFields.RECORD),
                FieldCatalogue.of(Folding::fold, fields, List.of()),
                new RelatedRows.Table(
                        "trade_order o",
                        "o.customer_id",
                        "c.id",
                        "o.voided_at is null",
                        lock::visible),
                null);
    }

    private ConditionField asked(Field field, String column) {
        return ConditionField.of(field.key(), field.type(), labels.of(OrderFields.RECORD, field))
                .options(labels.options(OrderFields.RECORD, field))
                .database(column);
    }
}
