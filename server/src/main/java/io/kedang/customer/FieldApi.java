package io.kedang.customer;

import io.kedang.access.Needs;
import io.kedang.kernel.condition.FieldCatalogue;
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

/// Tells page and programs which fields there are; forms, lists and filters are made from it.
@RestController
@RequestMapping("/api/v1/fields")
class FieldApi {
    enum Record {
        customer
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
    private final FieldCatalogue catalogue;

    FieldApi(FieldLabels labels, CustomerCatalogue customers) {
        this.labels = labels;
        this.catalogue = customers.catalogue();
    }

    @GetMapping
    @Needs
    Fields list(@RequestParam(defaultValue = "customer") Record of, Locale locale) {
        var sections =
                CustomerFields.ALL.stream()
                        .map(Field::section)
                        .distinct()
                        .map(key -> new Section(key, labels.section(of.name(), key).in(locale)))
                        .toList();
        return new Fields(
                sections,
                CustomerFields.ALL.stream().map(field -> view(of.name(), field, locale)).toList());
    }

    private FieldView view(String record, Field field, Locale locale) {
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
                catalogue
                        .find(field.key())
                        .map(
                                found ->
                                        found.operators().stream()
                                                .map(operator -> operator.word())
                                                .sorted()
                                                .toList())
                        .orElse(List.of()));
    }
}
