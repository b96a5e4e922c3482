package io.kedang.intake.table.text;

import io.kedang.intake.table.row.TableProblem;
import io.kedang.kernel.Refusal;

import org.jspecify.annotations.Nullable;

/// What somebody said about a dialect; null where nothing was said. An empty quote or escape says
/// that there is none.
public record GivenDialect(
        @Nullable String separator, @Nullable String quote, @Nullable String escape) {
    public static final GivenDialect NOTHING = new GivenDialect(null, null, null);

    public GivenDialect {
        if (separator != null && (separator.isEmpty() || separator.length() > 8)
                || separator != null && separator.chars().anyMatch(c -> c == '\n' || c == '\r')) {
            throw new Refusal(TableProblem.OPTION_WRONG, "separator", separator);
        }
        oneCharacter("quote", quote);
        oneCharacter("escape", escape);
    }

    private static void oneCharacter(String name, @Nullable String value) {
        if (value != null && value.length() > 1) {
            throw new Refusal(TableProblem.OPTION_WRONG, name, value);
        }
    }

    boolean isComplete() {
        return separator != null && quote != null && escape != null;
    }
}
