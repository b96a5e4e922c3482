package io.kedang.audit;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/// Which entries to list; null asks for all.
///
/// @param user who acted
/// @param customer whose data was concerned
/// @param from the earliest moment, included
/// @param until the latest moment, left out
public record AuditFilter(
        @Nullable UUID user,
        @Nullable UUID customer,
        @Nullable AuditAction action,
        @Nullable Instant from,
        @Nullable Instant until) {
    public static final AuditFilter ALL = new AuditFilter(null, null, null, null, null);

    public static AuditFilter ofUser(UUID user) {
        return new AuditFilter(user, null, null, null, null);
    }

    public static AuditFilter ofCustomer(UUID customer) {
        return new AuditFilter(null, customer, null, null, null);
    }
}
