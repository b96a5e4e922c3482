package io.kedang.customer;

import io.kedang.access.Needs;
import io.kedang.customer.record.RecordFields;
import io.kedang.kernel.condition.ConditionField;
import io.kedang.kernel.condition.RelatedRows;
import io.kedang.kernel.field.Field;
import io.kedang.kernel.field.FieldLabels;
import io.kedang.kernel.field.FieldType;
import io.kedang.kernel.field.Option;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Tells page and programs which fields there are; forms, lists and filters are made from it.
@RestController
@RequestMapping("/api/v1/fields")
class FieldApi {
    enum Record {
        customer,
        person
    }

    record Section(String key, String label) {}

    /// @param retired what holds it keeps it, nobody can choose it any more
    record Choice(String code, String label, @Nullable Boolean retired) {}

    record FieldView(
            String key,
            String label,
            FieldType type,
            String section,
            List<String> kinds,
            List<Choice> options,
            boolean required,
            boolean writable,
            boolean sensitive,
            boolean sortable,
            boolean listed,
            int maxLength,
            @Nullable Long minimum,
            @Nullable String help,
            List<String> operators) {}

    /// A field of the rows that hang on a record.
    record AskedField(
            String key,
            String label,
            FieldType type,
            List<Choice> options,
            List<String> operators) {}

    /// @param key as conditions call the rows
    record Related(String key, String label, List<AskedField> fields) {}

    record Fields(List<Section> sections, List<FieldView> fields, List<Related> related) {}

    private final FieldLabels labels;
    private final Map<String, RecordFields> records;

    FieldApi(FieldLabels labels, List<RecordFields> records) {
        this.labels = labels;
        this.records =
                records.stream()
                        .collect(Collectors.toMap(RecordFields::record, Function.identity()));
    }

    @GetMapping
    @Needs
    Fields list(@RequestParam(defaultValue = "customer") Record of, Locale locale) {
        var record = Objects.requireNonNull(records.get(of.name()));
        var fields = record.all().get();
        var sections =
                fields.stream()
                        .map(Field::section)
                        .distinct()
                        .map(key -> new Section(key, labels.section(of.name(), key).in(locale)))
                        .toList();
        return new Fields(
                sections,
                fields.stream()
                        .map(field -> view(of.name(), field, record.operators(), locale))
                        .toList(),
                record.related().get().stream().map(rows -> related(rows, locale)).toList());
    }

    private static Related related(RelatedRows rows, Locale locale) {
        return new Related(
                rows.key(),
                rows.label().in(locale),
                rows.fields().fields().stream().map(field -> asked(field, locale)).toList());
    }

    private static AskedField asked(ConditionField field, Locale locale) {
        return new AskedField(
                field.key(),
                field.label().in(locale),
                field.type(),
                field.options().stream()
                        .map(option -> new Choice(option.code(), option.label().in(locale), null))
                        .toList(),
                field.operatorWords());
    }

    private FieldView view(
            String record, Field field, Function<Field, List<String>> operators, Locale locale) {
        return new FieldView(
                field.key(),
                labels.of(record, field).in(locale),
                field.type(),
                field.section(),
                field.kinds().stream().sorted().toList(),
                labels.options(record, field).stream()
                        .map(option -> choice(field, option, locale))
                        .toList(),
                field.required(),
                field.written(),
                field.sensitive(),
                field.sortable(),
                field.listed(),
                field.longest(),
                field.least(),
                help(field, locale),
                operators.apply(field));
    }

    private static Choice choice(Field field, Option option, Locale locale) {
        boolean retired =
                field.names() != null
                        && field.names().options().stream()
                                .anyMatch(own -> own.retired() && own.code().equals(option.code()));
        return new Choice(option.code(), option.label().in(locale), retired ? true : null);
    }

    private static @Nullable String help(Field field, Locale locale) {
        var text = field.names() == null ? "" : field.names().help().in(locale);
        return text.isEmpty() ? null : text;
    }
}
