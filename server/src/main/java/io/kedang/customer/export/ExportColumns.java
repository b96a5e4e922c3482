package io.kedang.customer.export;

import io.kedang.customer.Customer;
import io.kedang.customer.CustomerViews;
import io.kedang.customer.record.RecordText;
import io.kedang.kernel.field.Field;
import io.kedang.kernel.field.FieldLabels;
import io.kedang.kernel.field.FieldType;

import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What stands in the columns of an exported list. Money takes two, the amount and its currency.
@Component
class ExportColumns {
    private static final String RECORD = "customer";

    private final CustomerViews views;
    private final FieldLabels labels;
    private final RecordText texts;
    private final MessageSource messages;

    ExportColumns(
            CustomerViews views, FieldLabels labels, RecordText texts, MessageSource messages) {
        this.views = views;
        this.labels = labels;
        this.texts = texts;
        this.messages = messages;
    }

    List<String> headings(List<Field> fields, Locale locale) {
        var headings = new ArrayList<String>();
        for (var field : fields) {
            var name = labels.of(RECORD, field).in(locale);
            headings.add(name);
            if (field.type() == FieldType.MONEY) {
                headings.add(
                        messages.getMessage("export.currency-of", new Object[] {name}, locale));
            }
        }
        return headings;
    }

    List<@Nullable Object> cells(Customer customer, List<Field> fields, Locale locale) {
        var cells = new ArrayList<@Nullable Object>();
        for (var field : fields) {
            var shown = views.shown(customer, field);
            if (field.type() == FieldType.MONEY) {
                boolean money = shown instanceof Map;
                cells.add(money ? new BigDecimal(part(shown, "amount")) : shown);
                cells.add(money ? part(shown, "currency") : null);
            } else if (shown instanceof Number) {
                cells.add(shown);
            } else {
                var text = texts.of(RECORD, field, shown, locale);
                cells.add(text.isEmpty() ? null : text);
            }
        }
        return cells;
    }

    private static String part(@Nullable Object money, String name) {
        return String.valueOf(money instanceof Map<?, ?> parts ? parts.get(name) : null);
    }
}
