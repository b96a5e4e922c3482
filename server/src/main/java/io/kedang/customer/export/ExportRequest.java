package io.kedang.customer.export;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/// Somebody asks to take along a list that leaves only if somebody else answers for it.
///
/// @param rows that it had when it was asked for
/// @param answer what the one who decided says to it
/// @param endsAt until when it may be fetched; null where it was not approved
/// @param number of the file that it became; null as long as it was not fetched
record ExportRequest(
        UUID id,
        UUID requestedBy,
        Instant requestedAt,
        String purpose,
        Export export,
        int rows,
        State state,
        @Nullable UUID decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String answer,
        @Nullable Instant endsAt,
        @Nullable Long number) {

    enum State {
        PENDING,
        APPROVED,
        REFUSED,
        /// Taken back by the one who asked, before it was decided.
        WITHDRAWN,
        /// Fetched; it is not fetched twice.
        FETCHED
    }

    boolean isOpen(Instant now) {
        return state == State.APPROVED && endsAt != null && endsAt.isAfter(now);
    }

    ExportRequest decided(
            State how,
            @Nullable UUID by,
            @Nullable Instant at,
            @Nullable String said,
            @Nullable Instant until) {
        return new ExportRequest(
                id,
                requestedBy,
                requestedAt,
                purpose,
                export,
                rows,
                how,
                by,
                at,
                said,
                until,
                null);
    }

    ExportRequest fetched(long as) {
        return new ExportRequest(
                id,
                requestedBy,
                requestedAt,
                purpose,
                export,
                rows,
                State.FETCHED,
                decidedBy,
                decidedAt,
                answer,
                endsAt,
                as);
    }
}
