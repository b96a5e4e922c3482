package io.kedang.kernel.field;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

import java.util.List;
import java.util.Locale;

/// What fields, their sections and their options are called. Custom fields bring their names, those
/// of the others are texts of the house: `field.customer.name`, `section.customer.firm`,
/// `option.customer.standing.LEADER`.
@Component
public class FieldLabels {
    private final MessageSource messages;

    FieldLabels(MessageSource messages) {
        this.messages = messages;
    }

    public Label of(String record, Field field) {
        var own = field.names();
        return own != null ? own.label() : label("field." + record + "." + field.key());
    }

    public Label section(String record, String section) {
        return label("section." + record + "." + section);
    }

    /// Many of them, as they hang on another record.
    public Label rows(String record) {
        return label("rows." + record);
    }

    public List<Option> options(String record, Field field) {
        return field.options().stream()
                .map(code -> new Option(code, option(record, field, code)))
                .toList();
    }

    public Label option(String record, Field field, String code) {
        var own = field.names();
        return own == null
                ? label("option." + record + "." + field.key() + "." + code)
                : own.options().stream()
                        .filter(option -> option.code().equals(code))
                        .findFirst()
                        .<Label>map(OwnNames.OwnOption::label)
                        .orElse(_ -> code);
    }

    private Label label(String key) {
        return locale -> messages.getMessage(key, null, language(locale));
    }

    private static Locale language(Locale locale) {
        return locale.getLanguage().equals("en") ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE;
    }
}
