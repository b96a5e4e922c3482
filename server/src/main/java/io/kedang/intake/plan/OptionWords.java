package io.kedang.intake.plan;

import io.kedang.kernel.field.Field;
import io.kedang.kernel.field.FieldLabels;
import io.kedang.kernel.field.OwnNames;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;

/// Which option a value names: by code, by the labels that the page shows, by what others call it.
@Component
public class OptionWords {
    private final FieldLabels labels;
    private final Properties synonyms = Headings.load("intake/options.properties");
    private final Map<String, Known> byField = new ConcurrentHashMap<>();

    OptionWords(FieldLabels labels) {
        this.labels = labels;
    }

    /// @return the option's code
    public Optional<String> find(String record, Field field, String value) {
        return Optional.ofNullable(known(record, field).words().get(Headings.plain(value)));
    }

    /// @param names what an administrator called the field and its options when they were gathered
    private record Known(@Nullable OwnNames names, Map<String, String> words) {}

    private Known known(String record, Field field) {
        return Objects.requireNonNull(
                byField.compute(
                        record + "." + field.key(),
                        (key, last) ->
                                last != null && last.names() == field.names()
                                        ? last
                                        : new Known(field.names(), words(record, field, key))));
    }

    private Map<String, String> words(String record, Field field, String key) {
        var words = new HashMap<String, String>();
        for (var code : field.options()) {
            words.put(Headings.plain(code), code);
        }
        for (var option : labels.options(record, field)) {
            words.putIfAbsent(
                    Headings.plain(option.label().in(Locale.SIMPLIFIED_CHINESE)), option.code());
            words.putIfAbsent(Headings.plain(option.label().in(Locale.ENGLISH)), option.code());
        }
        for (var code : field.options()) {
            for (var word : synonyms.getProperty(key + "." + code, "").split(",")) {
                words.putIfAbsent(Headings.plain(word), code);
            }
        }
        words.remove("");
        return Map.copyOf(words);
    }
}
