package io.kedang.intake;

import io.kedang.access.CurrentUser;
import io.kedang.access.Needs;
import io.kedang.access.Right;
import io.kedang.intake.kind.ImportKind;
import io.kedang.kernel.field.Field;
import io.kedang.kernel.field.FieldLabels;
import io.kedang.kernel.field.FieldType;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import java.util.List;
import java.util.Locale;

/// Tells page and programs what can be imported, and what columns may mean.
@RestController
@RequestMapping("/api/v1/imports/kinds")
class KindApi {
    record KindSection(String key, String label) {}

    record KindOption(String code, String label) {}

    /// @param required whether a column has to mean it
    record KindField(
            String key,
            String label,
            String section,
            FieldType type,
            boolean required,
            List<KindOption> options) {}

    record Kind(String code, List<KindSection> sections, List<KindField> fields) {}

    record Kinds(List<Kind> items) {}

    private final ImportKinds kinds;
    private final FieldLabels labels;

    KindApi(ImportKinds kinds, FieldLabels labels) {
        this.kinds = kinds;
        this.labels = labels;
    }

    @GetMapping
    @Needs(Right.IMPORT)
    Kinds list(Locale locale) {
        return new Kinds(
                kinds.listOf(CurrentUser.get()).stream().map(kind -> view(kind, locale)).toList());
    }

    private Kind view(ImportKind kind, Locale locale) {
        var sections =
                kind.fields().stream()
                        .map(Field::section)
                        .distinct()
                        .map(key -> section(kind, key, locale))
                        .toList();
        return new Kind(
                kind.code(),
                sections,
                kind.fields().stream().map(field -> field(kind, field, locale)).toList());
    }

    private KindSection section(ImportKind kind, String key, Locale locale) {
        return new KindSection(key, labels.section(kind.record(), key).in(locale));
    }

    private KindField field(ImportKind kind, Field field, Locale locale) {
        return new KindField(
                field.key(),
                labels.of(kind.record(), field).in(locale),
                field.section(),
                field.type(),
                field.required() && field.written(),
                labels.options(kind.record(), field).stream()
                        .map(option -> new KindOption(option.code(), option.label().in(locale)))
                        .toList());
    }
}
