package io.kedang.kernel.field;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

import java.util.List;
import java.util.Locale;

/// What fields, their sections and their options are called: `field.customer.name`,
/// `section.customer.firm`, `option.customer.standing.LEADER` in the texts of the house.
@Component
public class FieldLabels {
    private final MessageSource messages;

    FieldLabels(MessageSource messages) {
        this.messages = messages;
    }

    public Label of(String record, Field field) {
        return label("field." + record + "." + field.key());
    }

    public Label section(String record, String section) {
        return label("section." + record + "." + section);
    }

    public List<Option> options(String record, Field field) {
        return field.options().stream()
                .map(code -> new Option(code, option(record, field.key(), code)))
                .toList();
    }

    public Label option(String record, String field, String code) {
        return label("option." + record + "." + field + "." + code);
    }

    private Label label(String key) {
        return locale -> messages.getMessage(key, null, language(locale));
    }

    private static Locale language(Locale locale) {
        return locale.getLanguage().equals("en") ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE;
    }
}
