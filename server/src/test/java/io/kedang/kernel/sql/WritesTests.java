package io.kedang.kernel.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kedang.KedangTest;
import io.kedang.TestCompany;
import io.kedang.kernel.NewId;
import io.kedang.kernel.Params;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import java.util.UUID;

@KedangTest
class WritesTests {
    private static final String TELL =
            "insert into change (kind, subject, version) values (:kind, :subject, :version)";
    private static final String RAISE =
            "update change set version = version * :by where subject = :subject";

    @Autowired TestCompany company;
    @Autowired Writes writes;
    @Autowired TransactionTemplate transaction;
    @Autowired JdbcClient db;

    private UUID subject = NewId.next();

    @Test
    void runsThemInTheirOrderEachWithItsOwnValues() {
        // The driver prepares what it sends for the fifth time.
        for (int again = 0; again < 8; again++) {
            subject = NewId.next();
            transaction.executeWithoutResult(
                    state -> writes.send(tell("first", 2), raise(10), tell("second", 3), raise(7)));
            assertThat(versions()).isEqualTo("first 140\nsecond 21");
        }
    }

    @Test
    void theFirstThatFailsUndoesThoseBefore() {
        assertThatThrownBy(
                        () ->
                                transaction.executeWithoutResult(
                                        state -> writes.send(tell("first", 2), tell(null, 3))))
                .isInstanceOf(DataAccessException.class);
        assertThat(versions()).isEmpty();
    }

    @Test
    void withoutATransactionTheyMakeOne() {
        writes.send(tell("first", 2), tell("second", 3));
        assertThatThrownBy(() -> writes.send(tell("third", 4), tell(null, 5)))
                .isInstanceOf(DataAccessException.class);
        assertThat(versions()).isEqualTo("first 2\nsecond 3");
    }

    private Write tell(String kind, int version) {
        return new Write(
                TELL, Params.of("kind", kind).and("subject", subject).and("version", version));
    }

    private Write raise(int by) {
        return new Write(RAISE, Params.of("subject", subject).and("by", by));
    }

    private String versions() {
        var lines =
                db.sql("select kind || ' ' || version from change where subject = ? order by id")
                        .param(subject)
                        .query(String.class)
                        .list();
        return String.join("\n", lines);
    }
}
