package io.kedang.intake.plan;

import io.kedang.kernel.field.Field;
import io.kedang.kernel.field.FieldLabels;

import org.springframework.stereotype.Component;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;

/// Which option a value names: by code, by the labels that the page shows, by what others call it.
@Component
public class OptionWords {
    private final FieldLabels labels;
    private final Properties synonyms = Headings.load("intake/options.properties");
    private final Map<String, Map<String, String>> byField = new ConcurrentHashMap<>();

    OptionWords(FieldLabels labels) {
        this.labels = labels;
    }

    /// @return the option's code
    public Optional<String> find(String record, Field field, String value) {
        var words =
                byField.computeIfAbsent(
                        record + "." + field.key(), key -> words(record, field, key));
        return Optional.ofNullable(words.get(Headings.plain(value)));
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
