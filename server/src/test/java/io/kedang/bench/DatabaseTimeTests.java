package io.kedang.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.Collections;
import java.util.List;

/// A log that does not hold what was measured is a sentence, never a figure.
class DatabaseTimeTests {
    private static StatementLog.Transaction transaction(String sql) {
        var runs = List.of(new StatementLog.Run(sql, List.of()));
        return new StatementLog.Transaction(7, runs, true, 1.5);
    }

    @Test
    void aLogWithoutTheStatementsOfARequestIsRefused() {
        var once = List.of(transaction("select 1"));
        assertThatThrownBy(() -> DatabaseTime.ofRequest("a file", once))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("a file: the log of the database shows no statements");
        assertThatThrownBy(
                        () -> DatabaseTime.median("a file", once, transaction("select 2"), true, 7))
                .hasMessageEndingWith("of the driver");
    }

    @Test
    void whatRunsWithEveryRequestIsOfIt() {
        var often = Collections.nCopies(100, transaction("select 1"));
        assertThat(DatabaseTime.ofRequest("a file", often)).containsExactly(often.getFirst());
        assertThat(DatabaseTime.median("a file", often, often.getFirst(), true, 7)).isEqualTo(1.5);
    }
}
