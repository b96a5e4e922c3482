package io.kedang.kernel.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.KedangTest;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

@KedangTest
class CopyBinaryTests {
    private static final int MANY = 30_000;

    @Autowired private Copies copies;
    @Autowired private JdbcClient db;
    @Autowired private TransactionTemplate transaction;

    @Test
    void theDatabaseReadsWhatWasWritten() {
        var id = UUID.fromString("8f3c2a10-0000-4000-b000-0123456789ab");
        var many = IntStream.range(-MANY, MANY).toArray();
        var rows =
                new CopyBinary()
                        .row(5)
                        .value(id)
                        .value(-7)
                        .value(Long.MIN_VALUE)
                        .integers(many)
                        .bigints(List.of(Long.MAX_VALUE, -1L))
                        .row(5)
                        .value(new UUID(0, 1))
                        .value(0)
                        .value((Long) null)
                        .integers(new int[0])
                        .bigints(List.of());
        var read =
                transaction.execute(
                        status -> {
                            status.setRollbackOnly();
                            db.sql(
                                            "create temporary table t (a uuid, b int4, c int8, d"
                                                    + " int4[], e int8[])")
                                    .update();
                            copies.copy("copy t from stdin with (format binary)", rows);
                            return db.sql(
                                            """
                                            select concat_ws(' ', a, b, coalesce(c::text, 'null'),
                                                             cardinality(d), d[1], d[60000], e)
                                              from t order by b
                                            """)
                                    .query(String.class)
                                    .list();
                        });
        assertThat(read)
                .containsExactly(
                        id + " -7 -9223372036854775808 60000 -30000 29999 {9223372036854775807,-1}",
                        new UUID(0, 1) + " 0 null 0 {}");
    }

    @Test
    void withoutRowsNothingIsSent() {
        assertThat(new CopyBinary().isEmpty()).isTrue();
    }
}
