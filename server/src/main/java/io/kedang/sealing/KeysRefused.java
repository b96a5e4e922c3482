package io.kedang.sealing;

import org.jspecify.annotations.Nullable;

/// The key folder is not in a state in which the program may start: the message says what is wrong,
/// why that is dangerous and what to do. Nothing was changed.
public final class KeysRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    KeysRefused(String message) {
        this(message, null);
    }

    KeysRefused(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
