package io.kedang.disclosure;

import io.kedang.customer.CustomerId;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/// Somebody asks to read a file for a purpose and a time.
///
/// @param hours that he asks for
/// @param answer what the one who decided says to it
/// @param grant the number under which the file is open to him; null where it is not, or was put
/// away since
/// @param endsAt until when it is open to him; null where it was not approved
public record AccessRequest(
        UUID id,
        CustomerId customer,
        UUID requestedBy,
        Instant requestedAt,
        String purpose,
        int hours,
        State state,
        @Nullable UUID decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String answer,
        @Nullable Integer grant,
        @Nullable Instant endsAt) {

    public enum State {
        PENDING,
        APPROVED,
        REFUSED,
        /// Taken back by the one who asked, before it was decided.
        WITHDRAWN,
        /// Ended by somebody before its time was over.
        ENDED
    }

    /// In another state, and open to nobody.
    AccessRequest as(State other) {
        return new AccessRequest(
                id,
                customer,
                requestedBy,
                requestedAt,
                purpose,
                hours,
                other,
                decidedBy,
                decidedAt,
                answer,
                null,
                endsAt);
    }

    boolean isRunning(Instant now) {
        return state == State.APPROVED && endsAt != null && endsAt.isAfter(now);
    }
}
