package io.kedang.kernel.sql;

import org.springframework.jdbc.core.simple.JdbcClient;

import java.util.function.Supplier;

/// Long questions whose best plan does not depend on their values. The database would plan them
/// anew each time, which takes longer than answering them: of a list it does not know it believes
/// that it has ten members, of a limit that it is a tenth of everything, so that a plan for all
/// values looks dear.
public final class PlannedOnce {
    static final String KEEP = "select set_config('plan_cache_mode', 'force_generic_plan', true)";

    private PlannedOnce() {}

    /// Inside a transaction, whose later questions are planned once too.
    public static <T> T ask(JdbcClient db, Supplier<T> question) {
        db.sql(KEEP).query(String.class).single();
        return question.get();
    }
}
