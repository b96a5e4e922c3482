package io.kedang.audit;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/// Which entries to list; null asks for all.
///
/// @param user who acted
/// @param customer whose data was concerned
/// @param kind of the thing acted on
/// @param address from where
/// @param from the earliest moment, included
/// @param until the latest moment, left out
public record AuditFilter(
        @Nullable UUID user,
        @Nullable UUID customer,
        @Nullable AuditAction action,
        @Nullable AuditGroup group,
        @Nullable AuditOutcome outcome,
        @Nullable String kind,
        @Nullable String address,
        @Nullable Instant from,
        @Nullable Instant until) {
    public static final AuditFilter ALL = new AuditFilter(null, null, null, null, null);

    public AuditFilter(
            @Nullable UUID user,
            @Nullable UUID customer,
            @Nullable AuditAction action,
            @Nullable Instant from,
            @Nullable Instant until) {
        this(user, customer, action, null, null, null, null, from, until);
    }

    public static AuditFilter ofUser(UUID user) {
        return new AuditFilter(user, null, null, null, null);
    }

    public static AuditFilter ofCustomer(UUID customer) {
        return new AuditFilter(null, customer, null, null, null);
    }

    /// The actions that are let through, null for all, also for those of other releases.
    @Nullable List<String> actionNames() {
        if (action == null && group == null && outcome == null) {
            return null;
        }
        var left = new ArrayList<>(Arrays.asList(AuditAction.values()));
        if (action != null) {
            left.retainAll(List.of(action));
        }
        if (group != null) {
            left.retainAll(group.actions());
        }
        if (outcome != null) {
            left.retainAll(outcome.actions());
        }
        return left.stream().map(AuditAction::name).toList();
    }
}
