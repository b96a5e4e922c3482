package io.kedang.kernel.sql;

import org.springframework.jdbc.core.simple.JdbcClient;

import java.util.function.Supplier;

/// Long questions whose best plan does not depend on their values. The database would plan them
/// anew each time, which takes longer than answering them: of a list it does not know it believes
/// that it has ten members, of a limit that it is a tenth of everything, so that a plan for all
/// values looks dear.
public final class PlannedOnce {
    static final String KEEP = "select set_config('plan_cache_mode', 'force_generic_plan', true)";

    static final String SORT = "select set_config('enable_sort', :sort, true)";

    private PlannedOnce() {}

    /// The same for a question that finds its first rows soon by reading an index in its order. The
    /// database would believe that a text is found in one row of a hundred, read all and sort them.
    public static <T> T askInOrder(JdbcClient db, Supplier<T> question) {
        sort(db, "off");
        var answer = ask(db, question);
        sort(db, "on");
        return answer;
    }

    private static void sort(JdbcClient db, String sort) {
        db.sql(SORT).param("sort", sort).query(String.class).single();
    }

    /// Inside a transaction, whose later questions are planned once too.
    public static <T> T ask(JdbcClient db, Supplier<T> question) {
        db.sql(KEEP).query(String.class).single();
        return question.get();
    }
}
