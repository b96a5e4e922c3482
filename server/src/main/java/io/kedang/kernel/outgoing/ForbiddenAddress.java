package io.kedang.kernel.outgoing;

import java.io.IOException;

/// A connection would lead where it may not. It was not made, and trying again changes nothing.
public final class ForbiddenAddress extends IOException {
    private static final long serialVersionUID = 1L;

    ForbiddenAddress(String host) {
        super("a forbidden address: " + host);
    }
}
