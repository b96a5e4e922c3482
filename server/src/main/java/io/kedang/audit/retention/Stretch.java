package io.kedang.audit.retention;

import io.kedang.audit.AuditAction;
import io.kedang.audit.AuditGroup;
import io.kedang.audit.chain.Gap;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Neighbouring seals whose entries of some groups go together.
///
/// @param groups by name, sorted
record Stretch(long first, long last, List<String> groups) {

    /// The next one.
    ///
    /// @param done by group up to which seal it was removed already
    /// @param due by group up to which seal its time is over
    /// @return null when nothing is due
    static @Nullable Stretch next(Map<AuditGroup, Long> done, Map<AuditGroup, Long> due) {
        long first = Long.MAX_VALUE;
        for (var each : due.entrySet()) {
            long behind = done.getOrDefault(each.getKey(), 0L);
            if (behind < each.getValue()) {
                first = Math.min(first, behind + 1);
            }
        }
        if (first == Long.MAX_VALUE) {
            return null;
        }
        long last = first + Gap.MOST_SEALS - 1;
        var groups = new TreeSet<String>();
        for (var each : due.entrySet()) {
            long behind = done.getOrDefault(each.getKey(), 0L);
            if (behind >= first) {
                last = Math.min(last, behind);
            } else if (each.getValue() >= first) {
                groups.add(each.getKey().name());
                last = Math.min(last, each.getValue());
            }
        }
        return new Stretch(first, last, List.copyOf(groups));
    }

    /// The same, ending earlier.
    Stretch upTo(long seal) {
        return new Stretch(first, seal, groups);
    }

    /// Whether an entry of this action goes; one of a later release stays.
    boolean takes(String action) {
        return Arrays.stream(AuditAction.values())
                .filter(known -> known.name().equals(action))
                .anyMatch(known -> groups.contains(AuditGroup.of(known).name()));
    }

    static List<String> actions(AuditGroup group) {
        return group.actions().stream().map(AuditAction::name).toList();
    }
}
