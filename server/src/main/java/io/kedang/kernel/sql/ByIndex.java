package io.kedang.kernel.sql;

import org.springframework.jdbc.core.simple.JdbcClient;

import java.util.function.Supplier;

/// Questions that an index answers, whatever the planner believes: tables that grow faster than
/// their statistics, and small limits, tempt it to read them whole.
public final class ByIndex {
    static final String SCAN = "select set_config('enable_seqscan', 'off', true)";

    private ByIndex() {}

    /// Inside a transaction, whose later questions are answered by an index too.
    public static <T> T ask(JdbcClient db, Supplier<T> question) {
        db.sql(SCAN).query(String.class).single();
        return question.get();
    }
}
