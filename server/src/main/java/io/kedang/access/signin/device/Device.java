package io.kedang.access.signin.device;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.function.Consumer;

/// The browser that somebody signs in with.
///
/// @param secret what it has kept since an earlier sign-in; null when it is new
/// @param keep hands it a secret to keep
public record Device(@Nullable String secret, Consumer<String> keep) {
    public static final ScopedValue<Device> CURRENT = ScopedValue.newInstance();

    /// None for programs, commands, and requests that are about no sign-in.
    static Optional<Device> current() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }
}
