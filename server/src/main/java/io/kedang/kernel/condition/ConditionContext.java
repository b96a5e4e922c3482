package io.kedang.kernel.condition;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;

/// What the relative words of a condition mean now: the company's calendar, `me` and `mine`.
///
/// @param user null where the system itself asks; `me` is then nobody
/// @param departments those the user belongs to
public record ConditionContext(
        LocalDate today, ZoneId zone, @Nullable UUID user, List<UUID> departments) {
    public static ConditionContext of(
            Clock clock, ZoneId zone, @Nullable UUID user, List<UUID> departments) {
        return new ConditionContext(
                LocalDate.ofInstant(clock.instant(), zone), zone, user, departments);
    }
}
