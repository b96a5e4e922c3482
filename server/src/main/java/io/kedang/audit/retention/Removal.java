package io.kedang.audit.retention;

import io.kedang.audit.AuditMac;

import java.time.Instant;
import java.util.List;

/// A stretch of seals that lost entries by policy. It vouches for its gaps and for the removal
/// before it; check points name the last one.
///
/// @param groups that were removed there
/// @param entries how many went
record Removal(
        long number,
        Instant removedAt,
        List<String> groups,
        long firstSeal,
        long lastSeal,
        long entries,
        byte[] digest,
        byte[] previous,
        byte[] mac) {
    /// Tells its MAC from that of a seal, which begins with a number.
    static final String KIND = "removal";

    static Removal after(
            long number,
            byte[] previous,
            Instant now,
            Stretch stretch,
            long entries,
            byte[] digest,
            AuditMac mac) {
        mac.put(KIND).put(number).put(now).put(stretch.groups());
        mac.put(stretch.first()).put(stretch.last()).put(entries).put(digest).put(previous);
        return new Removal(
                number,
                now,
                stretch.groups(),
                stretch.first(),
                stretch.last(),
                entries,
                digest,
                previous,
                mac.finish());
    }
}
