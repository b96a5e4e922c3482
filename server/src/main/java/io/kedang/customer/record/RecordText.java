package io.kedang.customer.record;

import io.kedang.access.Companies;
import io.kedang.kernel.field.Field;
import io.kedang.kernel.field.FieldLabels;
import io.kedang.kernel.text.PhoneNumber;

import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Values as people read them in files and on paper: choices by their labels, users and departments
/// by their names, times in the company's zone.
@Component
public class RecordText {
    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private static final Pattern NORMAL_PHONE = Pattern.compile("\\+?\\d{3,15}(?:;ext=\\d{1,8})?");

    private final FieldLabels labels;
    private final MessageSource messages;
    private final Companies companies;

    RecordText(FieldLabels labels, MessageSource messages, Companies companies) {
        this.labels = labels;
        this.messages = messages;
        this.companies = companies;
    }

    /// @param record whose field it is, as in the keys of its texts: `customer`, `person`
    /// @param shown the value in the form that answers have, masked where the reader gets it masked
    /// @return empty where there is no value
    public String of(String record, Field field, @Nullable Object shown, Locale locale) {
        return switch (shown) {
            case null -> "";
            case List<?> many ->
                    many.stream()
                            .map(each -> choice(record, field, each.toString(), locale))
                            .collect(Collectors.joining("；"));
            case Map<?, ?> money when money.containsKey("currency") ->
                    money.get("amount") + " " + money.get("currency");
            case Map<?, ?> named -> String.valueOf(named.get("name"));
            case Boolean yes ->
                    messages.getMessage("condition.words." + (yes ? "yes" : "no"), null, locale);
            case String text ->
                    switch (field.type()) {
                        case CHOICE -> choice(record, field, text, locale);
                        case PHONE -> phone(text);
                        case INSTANT ->
                                MINUTES.format(Instant.parse(text).atZone(companies.zone()));
                        default -> text;
                    };
            default -> shown.toString();
        };
    }

    private static String phone(String text) {
        return NORMAL_PHONE.matcher(text).matches() ? new PhoneNumber(text).display() : text;
    }

    /// A masked choice has no label; it stays as it is.
    private String choice(String record, Field field, String code, Locale locale) {
        return field.options().contains(code)
                ? labels.option(record, field, code).in(locale)
                : code;
    }
}
