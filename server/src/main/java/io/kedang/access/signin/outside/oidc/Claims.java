package io.kedang.access.signin.outside.oidc;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a provider tells of somebody. Providers are free in what they tell and how: what is
/// missing, or of another form, is as if it were not told.
record Claims(Map<String, Object> values) {
    private static final int MOST_GROUPS = 1000;

    boolean hasAll(Collection<String> names) {
        return values.keySet().containsAll(names);
    }

    /// What stands here counts before what is added.
    Claims with(Map<String, Object> more) {
        var all = new HashMap<>(more);
        all.putAll(values);
        return new Claims(all);
    }

    @Nullable String text(String name) {
        return values.get(name) instanceof String text && !text.isBlank() ? text.strip() : null;
    }

    boolean isTrue(String name) {
        return Boolean.TRUE.equals(values.get(name));
    }

    /// One text, or several.
    Set<String> texts(@Nullable String name) {
        var value = name == null ? null : values.get(name);
        return switch (value) {
            case String text -> Set.of(text);
            case List<?> several -> texts(several.stream());
            case null, default -> Set.of();
        };
    }

    private static Set<String> texts(Stream<?> values) {
        return values.filter(String.class::isInstance)
                .map(String.class::cast)
                .limit(MOST_GROUPS)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Whether one of these is how he signed in (`acr`, `amr`).
    boolean shows(List<String> ways) {
        return Stream.concat(texts("acr").stream(), texts("amr").stream()).anyMatch(ways::contains);
    }
}
