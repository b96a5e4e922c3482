package io.kedang.kernel.condition;

import io.kedang.kernel.field.FieldType;
import io.kedang.kernel.sql.Keyset;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The fields that conditions may name, for one kind of record and one reader.
public final class FieldCatalogue {
    private final UnaryOperator<String> fold;
    private final Map<String, ConditionField> fields = new LinkedHashMap<>();
    private final Map<String, RelatedRows> related = new LinkedHashMap<>();

    private FieldCatalogue(UnaryOperator<String> fold) {
        this.fold = fold;
    }

    /// @param fold the same that made the folded columns; applying it twice changes nothing
    public static FieldCatalogue of(
            UnaryOperator<String> fold, List<ConditionField> fields, List<RelatedRows> related) {
        var catalogue = new FieldCatalogue(fold);
        fields.forEach(field -> catalogue.fields.put(field.key(), field));
        related.forEach(rows -> catalogue.related.put(rows.key(), rows));
        return catalogue;
    }

    /// The catalogue of a reader for whom some fields are masked or absent.
    public FieldCatalogue with(UnaryOperator<List<ConditionField>> change) {
        return of(fold, change.apply(List.copyOf(fields.values())), List.copyOf(related.values()));
    }

    public Collection<ConditionField> fields() {
        return fields.values();
    }

    public Collection<RelatedRows> related() {
        return related.values();
    }

    public Optional<ConditionField> find(String key) {
        return Optional.ofNullable(fields.get(key));
    }

    public Optional<RelatedRows> findRelated(String key) {
        return Optional.ofNullable(related.get(key));
    }

    /// The orders of a list of these records: by every field with a sort expression that this
    /// reader sees unmasked.
    ///
    /// @param id the SQL expression of the record's id
    /// @param usual the order when nobody asks for one, such as `-updatedAt`
    public Keyset keyset(String id, String usual) {
        var columns = new HashMap<String, Keyset.Column>();
        var masked = new HashSet<String>();
        for (var field : fields.values()) {
            if (field.masked()) {
                masked.add(field.key());
            } else if (field.sort() != null) {
                columns.put(field.key(), new Keyset.Column(field.sort(), sortType(field.type())));
            }
        }
        return Keyset.of(id, usual, columns, masked);
    }

    private static Keyset.Type sortType(FieldType type) {
        return switch (type) {
            case YES_NO -> Keyset.Type.YES_NO;
            case WHOLE_NUMBER -> Keyset.Type.WHOLE_NUMBER;
            case DECIMAL, MONEY -> Keyset.Type.DECIMAL;
            case DATE -> Keyset.Type.DATE;
            case INSTANT -> Keyset.Type.INSTANT;
            default -> Keyset.Type.TEXT;
        };
    }

    /// Refuses a condition that could not be used with this catalogue; for those that are stored.
    public void check(Condition condition) {
        Resolver.check(condition, this);
    }

    /// The form in which two texts of the field are compared.
    String normal(ConditionField field, String text) {
        var own = field.normal();
        if (own != null) {
            return own.apply(text);
        }
        return switch (field.type()) {
            case TEXT, LONG_TEXT -> fold.apply(text);
            case EMAIL -> text.strip().toLowerCase(Locale.ROOT);
            default -> text.strip();
        };
    }
}
