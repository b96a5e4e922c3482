package io.kedang.access.signin.outside;

import io.kedang.kernel.FieldError;
import io.kedang.kernel.outgoing.Outgoing;
import io.kedang.kernel.outgoing.Reach;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Rule: what an administrator may type as the address of a connection. Encrypted, but for this
/// machine itself; where names lead is looked at when a connection is made ([Reach]).
public final class OutsideAddress {
    private OutsideAddress() {}

    /// What is wrong with an address that somebody typed.
    ///
    /// @param encrypted the scheme that is encrypted from the first byte
    /// @param clear the scheme that is not
    /// @param clearIsFine whether a connection that begins in clear is encrypted before it says
    ///     anything
    public static Optional<FieldError> objection(
            String field, String typed, String encrypted, String clear, boolean clearIsFine) {
        var uri = parsed(typed);
        if (uri.isEmpty() || !List.of(encrypted, clear).contains(scheme(uri.get()))) {
            return Optional.of(FieldError.of(field, OutsideProblem.ADDRESS_WRONG, encrypted));
        }
        if (scheme(uri.get()).equals(clear)
                && !clearIsFine
                && !Reach.isThisMachine(uri.get().getHost())) {
            return Optional.of(FieldError.of(field, OutsideProblem.ADDRESS_IN_CLEAR, encrypted));
        }
        return Outgoing.mayBeTyped(uri.get().getHost(), Reach.ADMINISTRATOR)
                ? Optional.empty()
                : Optional.of(FieldError.of(field, OutsideProblem.ADDRESS_FORBIDDEN));
    }

    private static Optional<URI> parsed(String typed) {
        try {
            var uri = URI.create(typed.strip());
            boolean plain =
                    uri.getHost() != null
                            && uri.getUserInfo() == null
                            && uri.getQuery() == null
                            && uri.getFragment() == null;
            return plain ? Optional.of(uri) : Optional.empty();
        } catch (IllegalArgumentException noUri) {
            return Optional.empty();
        }
    }

    private static String scheme(URI uri) {
        return String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    }
}
