package io.kedang.kernel.condition;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
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
            case EMAIL -> text.strip().toLowerCase(java.util.Locale.ROOT);
            default -> text.strip();
        };
    }
}
