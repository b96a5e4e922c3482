package io.kedang.audit.retention;

import io.kedang.audit.AuditGroup;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

/// How long entries are kept.
///
/// @param months by group; a group that is not named is kept
/// @param hold while it is there, nothing is removed
/// @param archive whether what is removed is written to a file before
public record RetentionPolicy(
        Map<AuditGroup, Integer> months, @Nullable Hold hold, boolean archive, int version) {
    /// Network logs are kept for at least six months (网络安全法, 2017: article 21 (3); the text in
    /// force since 2026 has other numbers). Nobody can go below.
    public static final int FEWEST_MONTHS = 6;

    /// A hundred years: as good as for ever.
    public static final int MOST_MONTHS = 1_200;

    /// Three years for who saw whose data, as long as records of handling personal data are kept
    /// (个人信息保护法 article 56); ten for what was changed and who might.
    public static final RetentionPolicy STANDARD =
            new RetentionPolicy(
                    Map.of(
                            AuditGroup.READING, 36,
                            AuditGroup.SIGN_IN, 36,
                            AuditGroup.CHANGE, 120,
                            AuditGroup.RIGHTS, 120,
                            AuditGroup.KEYS, 120),
                    null,
                    false,
                    0);

    /// Why nothing may be removed, by whose word and since when.
    public record Hold(String reason, String by, Instant since) {}

    public RetentionPolicy {
        months = Map.copyOf(months);
    }

    /// What entries of the group have to be older than to go.
    public Instant cutoff(AuditGroup group, Instant now) {
        return now.atOffset(ZoneOffset.UTC).minusMonths(monthsOf(group)).toInstant();
    }

    public int monthsOf(AuditGroup group) {
        return months.getOrDefault(group, MOST_MONTHS);
    }
}
