package io.kedang.customer;

import io.kedang.access.policy.FieldLock;
import io.kedang.access.policy.ProtectedFields;
import io.kedang.customer.record.FieldClasses;
import io.kedang.kernel.condition.ConditionField;
import io.kedang.kernel.condition.FieldCatalogue;
import io.kedang.kernel.condition.Operator;
import io.kedang.kernel.condition.RelatedRows;
import io.kedang.kernel.field.Field;
import io.kedang.kernel.field.FieldColumns;
import io.kedang.kernel.field.FieldLabels;
import io.kedang.kernel.field.FieldType;
import io.kedang.kernel.field.Secrecy;
import io.kedang.kernel.sql.Fragment;
import io.kedang.kernel.sql.Like;
import io.kedang.kernel.text.Folding;
import io.kedang.kernel.text.GramCodes;
import io.kedang.kernel.text.Grams;
import io.kedang.sealing.PhoneTokens;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// What filters, views, segments and policies may ask of a file, and how PostgreSQL answers. The
/// row is always `c`.
@Component
public class CustomerCatalogue implements ProtectedFields {
    private static final Set<Operator> PRESENCE = Set.of(Operator.MISSING, Operator.PRESENT);
    private static final Set<Operator> BY_DIGITS =
            Set.of(Operator.EQ, Operator.CONTAINS, Operator.MISSING, Operator.PRESENT);

    private final FieldLabels labels;
    private final PhoneTokens tokens;
    private final FieldLock fieldLock;
    private final FileFields fields;
    private final ObjectProvider<FileRows> rows;
    private volatile @Nullable Known known;

    /// @param from the fields that both were made of
    /// @param own without the rows that hang on a file
    private record Known(List<Field> from, FieldCatalogue own, FieldCatalogue whole) {}

    /// @param rows asked for late: their locks need what a file's fields are
    CustomerCatalogue(
            FieldLabels labels,
            PhoneTokens tokens,
            FieldLock fieldLock,
            FileFields fields,
            ObjectProvider<FileRows> rows) {
        this.rows = rows;
        this.fieldLock = fieldLock;
        this.labels = labels;
        this.tokens = tokens;
        this.fields = fields;
    }

    /// For what the house itself asks, of the file alone; a reader asks [#forReader].
    @Override
    public FieldCatalogue catalogue() {
        return known().own();
    }

    /// What the current user may ask: nothing of fields that are masked to him in some file, and of
    /// rows nothing when he may know none of them.
    FieldCatalogue forReader() {
        var masks = fieldLock.masks();
        var whole = known().whole();
        return masks.isNothing()
                ? whole
                : whole.with(
                        all ->
                                all.stream()
                                        .map(field -> closes(masks, field) ? closed(field) : field)
                                        .toList());
    }

    /// The rows that the current user may ask about.
    List<RelatedRows> rowsForReader() {
        return known().whole().related().stream()
                .filter(related -> !related.database().lock().get().equals(Fragment.FALSE))
                .toList();
    }

    private Known known() {
        var from = fields.everything();
        var last = known;
        if (last == null || last.from() != from) {
            var asked = from.stream().map(this::conditionField).toList();
            last =
                    new Known(
                            from,
                            FieldCatalogue.of(Folding::fold, asked, List.of()),
                            FieldCatalogue.of(
                                    Folding::fold,
                                    asked,
                                    rows.stream().map(FileRows::rows).toList()));
            known = last;
        }
        return last;
    }

    private boolean closes(FieldLock.Masks masks, ConditionField field) {
        return fields.find(field.key()).map(FieldClasses::of).filter(masks::closes).isPresent();
    }

    private static ConditionField closed(ConditionField field) {
        return field.maskedExcept(Set.of());
    }

    private ConditionField conditionField(Field field) {
        var column = FieldColumns.compared(field, "c");
        var plain =
                ConditionField.of(field.key(), field.type(), labels.of("customer", field))
                        .options(labels.options("customer", field));
        if (field.secrecy() == Secrecy.SEALED) {
            return plain.maskedExcept(PRESENCE)
                    .ownSql(
                            (operator, values, bind) ->
                                    Optional.of(sealedValue(field, bind) + " is not null"));
        }
        if (field.type() == FieldType.PHONE) {
            return plain.database(column)
                    .maskedExcept(BY_DIGITS)
                    .ownSql((operator, values, bind) -> phone(field, operator, values, bind));
        }
        var reached = reached(field, column, plain);
        return field.sensitive() ? reached.maskedExcept(clearOperators(field)) : reached;
    }

    /// Fields that are sealed for persons only are compared where they stand in clear; what can be
    /// asked reveals nothing of a sealed one.
    private static Set<Operator> clearOperators(Field field) {
        return Operator.of(field.type());
    }

    private ConditionField reached(Field field, String column, ConditionField plain) {
        if (field.key().equals("name")) {
            return plain.database(column, "c.name_folded")
                    .sort("c.name_key")
                    .ownSql((operator, values, bind) -> name(operator, values, bind));
        }
        var reached =
                switch (field.type()) {
                    case TEXT, LONG_TEXT -> plain.database(column, folded(field, column));
                    default -> plain.database(column);
                };
        return field.sortable() ? sorted(field, reached) : reached;
    }

    private static ConditionField sorted(Field field, ConditionField reached) {
        var key = FieldColumns.ordered(field, "c");
        return field.isCustom()
                ? reached.sort(key)
                        .ownSql((operator, values, bind) -> range(key, operator, values, bind))
                : reached.sort(key);
    }

    /// By the expression that has the index. No value is less than every other there, and meets no
    /// condition.
    private static Optional<String> range(
            String key, Operator operator, List<Object> values, Function<Object, String> bind) {
        var sign =
                switch (operator) {
                    case LT -> " < ";
                    case LE -> " <= ";
                    case GT -> " > ";
                    case GE -> " >= ";
                    default -> "";
                };
        if (sign.isEmpty()) {
            return Optional.empty();
        }
        var none = key.substring(key.lastIndexOf(',') + 1, key.length() - 1);
        return Optional.of(
                key + sign + bind.apply(values.getFirst()) + " and " + key + " >" + none);
    }

    /// By grams first, so that the index serves, then the folded name itself.
    private static Optional<String> name(
            Operator operator, List<Object> values, Function<Object, String> bind) {
        if (operator != Operator.CONTAINS) {
            return Optional.empty();
        }
        var term = Folding.fold(values.getFirst().toString());
        var grams = Grams.query(CustomerFields.NAMES, term);
        var recheck = "c.name_folded like " + bind.apply(Like.containing(term));
        return Optional.of(
                grams.isEmpty()
                        ? recheck
                        : "c.id in (select customer_id from customer_search where grams @> cast("
                                + bind.apply(GramCodes.of(grams))
                                + " as integer[])) and "
                                + recheck);
    }

    private Optional<String> phone(
            Field field, Operator operator, List<Object> values, Function<Object, String> bind) {
        var column = FieldColumns.compared(field, "c");
        if (operator == Operator.PRESENT) {
            return Optional.of(
                    column + " is not null or " + sealedValue(field, bind) + " is not null");
        }
        var typed = values.getFirst().toString();
        if (operator == Operator.CONTAINS && digits(typed).isEmpty()) {
            return Optional.of("false");
        }
        var query = Arrays.stream(tokens.queryTokens(field.key(), typed)).boxed().toList();
        var clear =
                column
                        + " like "
                        + bind.apply(
                                operator == Operator.CONTAINS ? "%" + digits(typed) + "%" : typed);
        return Optional.of(
                query.isEmpty()
                        ? clear
                        : clear
                                + " or c.id in (select customer_id from customer_search where"
                                + " tokens && "
                                + bind.apply(query.toArray(Long[]::new))
                                + ")");
    }

    private static String sealedValue(Field field, Function<Object, String> bind) {
        return "c.sealed ->> " + bind.apply(field.key());
    }

    /// [FoldedTexts] keeps the folded text of the values whose lower case is something else.
    private static String folded(Field field, String column) {
        return "coalesce(c.folded ->> '" + field.key() + "', lower(" + column + "))";
    }

    private static String digits(String typed) {
        return typed.replaceAll("[^0-9]", "");
    }
}
