package io.kedang.kernel.sql;

import io.kedang.kernel.Params;

import org.springframework.jdbc.core.simple.JdbcClient;

import java.util.function.Supplier;

/// Questions that an index answers, whatever the planner believes: tables that grow faster than
/// their statistics, and small limits, tempt it to read them whole.
public final class ByIndex {
    static final String SCAN = "select set_config('enable_seqscan', :on, true)";

    private ByIndex() {}

    /// Inside a transaction.
    public static <T> T ask(JdbcClient db, Supplier<T> question) {
        scan(db, "off");
        var answer = question.get();
        scan(db, "on");
        return answer;
    }

    private static void scan(JdbcClient db, String on) {
        db.sql(SCAN).paramSource(Params.of("on", on)).query(String.class).single();
    }
}
