package io.kedang.disclosure;

import io.kedang.customer.CustomerId;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/// A file lies open to somebody beside its owner, with everything that hangs on it, until the share
/// is ended.
///
/// @param grantee a user, or a department with everybody in it
/// @param mayEdit false: reading only
public record Share(
        CustomerId customer,
        UUID grantee,
        boolean department,
        boolean mayEdit,
        @Nullable String note,
        UUID sharedBy,
        Instant sharedAt) {
    boolean isFor(UUID someone) {
        return grantee.equals(someone);
    }
}
