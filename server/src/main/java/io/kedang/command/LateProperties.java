package io.kedang.command;

import org.jspecify.annotations.Nullable;
import org.springframework.core.env.EnumerablePropertySource;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/// Properties whose names are known and whose values come later: whoever asks for one waits. The
/// application can so read its classes while the database starts.
final class LateProperties
        extends EnumerablePropertySource<CompletableFuture<Map<String, Object>>> {
    private final Set<String> names;

    LateProperties(String name, Set<String> names, CompletableFuture<Map<String, Object>> values) {
        super(name, values);
        this.names = Set.copyOf(names);
    }

    @Override
    public String[] getPropertyNames() {
        return names.toArray(String[]::new);
    }

    @Override
    public boolean containsProperty(String name) {
        return names.contains(name);
    }

    @Override
    public @Nullable Object getProperty(String name) {
        return names.contains(name) ? source.join().get(name) : null;
    }
}
