package io.kedang.intake.kind;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/// What a kind works out of the values of a row once, and uses at several steps. Belongs to one
/// thread at a time: first to one that reads ahead, then to the one that writes.
public final class Ahead {
    private final Map<Class<?>, Object> known = new HashMap<>(4);

    /// @param type under which it is kept; each has one meaning
    public <T> T get(Class<T> type, Supplier<T> work) {
        return type.cast(known.computeIfAbsent(type, key -> work.get()));
    }
}
