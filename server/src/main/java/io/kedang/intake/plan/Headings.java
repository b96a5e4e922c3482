package io.kedang.intake.plan;

import io.kedang.intake.kind.ImportKind;
import io.kedang.kernel.field.Field;
import io.kedang.kernel.field.FieldLabels;
import io.kedang.kernel.field.OwnNames;
import io.kedang.kernel.text.Folding;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.EncodedResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.stereotype.Component;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// Which field a heading names: by key, by the labels that the page shows, by what other systems
/// call it.
@Component
public class Headings {
    private static final Pattern IN_BRACKETS = Pattern.compile("[(\\[{（【][^)\\]}）】]*[)\\]}）】]");

    private final FieldLabels labels;
    private final Properties synonyms = load("intake/headings.properties");
    private final Map<String, Known> byKind = new ConcurrentHashMap<>();

    Headings(FieldLabels labels) {
        this.labels = labels;
    }

    /// @param rank how good a name it is for the field; the smaller wins
    public record Named(String field, int rank) {}

    /// @param own what administrators called the fields of theirs when the names were gathered
    private record Known(List<OwnNames> own, Map<String, Named> names) {}

    public Optional<Named> find(ImportKind kind, String heading) {
        var names = known(kind).names();
        var exact = names.get(plain(heading));
        return Optional.ofNullable(
                exact == null
                        ? names.get(plain(IN_BRACKETS.matcher(heading).replaceAll("")))
                        : exact);
    }

    /// Gathered anew when a field was made or called otherwise.
    private Known known(ImportKind kind) {
        var own = kind.fields().stream().map(Field::names).filter(Objects::nonNull).toList();
        return Objects.requireNonNull(
                byKind.compute(
                        kind.code(),
                        (_, last) ->
                                last != null && last.own().equals(own)
                                        ? last
                                        : new Known(own, names(kind))));
    }

    /// Whether the kind knows the column and leaves it out on purpose.
    public boolean isIgnored(ImportKind kind, String heading) {
        return kind.ignored().stream().anyMatch(name -> plain(name).equals(plain(heading)));
    }

    private Map<String, Named> names(ImportKind kind) {
        var names = new HashMap<String, Named>();
        for (var field : kind.fields()) {
            put(names, field.key(), new Named(field.key(), 0));
            for (var locale : List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH)) {
                put(names, labels.of(kind.record(), field).in(locale), new Named(field.key(), 1));
            }
        }
        for (var field : kind.fields()) {
            var known = synonyms.getProperty(kind.code() + "." + field.key(), "").split(",");
            for (int i = 0; i < known.length; i++) {
                put(names, known[i], new Named(field.key(), 2 + i));
            }
        }
        names.remove("");
        return Map.copyOf(names);
    }

    private static void put(Map<String, Named> names, String name, Named named) {
        names.merge(
                plain(name),
                named,
                (one, other) ->
                        List.of(one, other).stream()
                                .min(Comparator.comparingInt(Named::rank))
                                .orElseThrow());
    }

    /// Width, case and script folded; letters and digits only.
    static String plain(String text) {
        var plain = new StringBuilder();
        Folding.fold(text)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }

    static Properties load(String resource) {
        try {
            return PropertiesLoaderUtils.loadProperties(
                    new EncodedResource(new ClassPathResource(resource), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
