package io.kedang.access;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.jspecify.annotations.Nullable;

/// How many rows of customer data somebody may take along; null for as many as he likes.
///
/// @param unapproved in one file, without anybody else answering for it
/// @param perDay in all files of any 24 hours; what has been approved does not count
/// @param atOnce in one file, even where it has been approved
public record ExportLimits(
        @Nullable @Min(0) @Max(MOST) Integer unapproved,
        @Nullable @Min(0) @Max(MOST) Integer perDay,
        @Nullable @Min(1) @Max(MOST) Integer atOnce) {
    static final int MOST = 10_000_000;

    private static final int UNAPPROVED = 500;

    /// What a role has as long as nobody says otherwise.
    public static ExportLimits of(Rank rank) {
        return switch (rank) {
            case EMPLOYEE, SUPERVISOR -> new ExportLimits(UNAPPROVED, 1_000, 5_000);
            case MANAGER -> new ExportLimits(UNAPPROVED, 2_000, 20_000);
            case MARKETING_MANAGER, DIRECTOR, EXECUTIVE ->
                    new ExportLimits(UNAPPROVED, 5_000, 50_000);
        };
    }

    /// Of who could set others for himself: there may be nobody else yet to approve.
    public static ExportLimits ofAdministrator() {
        return new ExportLimits(10_000, 50_000, null);
    }

    boolean fit() {
        return fits(unapproved, atOnce) && fits(unapproved, perDay);
    }

    private static boolean fits(@Nullable Integer smaller, @Nullable Integer larger) {
        return larger == null || smaller != null && smaller <= larger;
    }
}
