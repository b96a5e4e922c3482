package io.kedang.customer;

import io.kedang.access.Needs;
import io.kedang.customer.record.RecordFields;
import io.kedang.kernel.field.Field;
import io.kedang.kernel.field.FieldLabels;
import io.kedang.kernel.field.FieldType;

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

    record Choice(String code, String label) {}

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
            List<String> operators) {}

    record Fields(List<Section> sections, List<FieldView> fields) {}

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
        var sections =
                record.fields().stream()
                        .map(Field::section)
                        .distinct()
                        .map(key -> new Section(key, labels.section(of.name(), key).in(locale)))
                        .toList();
        return new Fields(
                sections,
                record.fields().stream()
                        .map(field -> view(of.name(), field, record.operators(), locale))
                        .toList());
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
                        .map(option -> new Choice(option.code(), option.label().in(locale)))
                        .toList(),
                field.required(),
                field.written(),
                field.sensitive(),
                field.sortable(),
                field.listed(),
                field.longest(),
                field.least(),
                operators.apply(field));
    }
}
