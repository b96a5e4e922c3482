package io.kedang.live;

import io.kedang.kernel.Params;

import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

@Repository
class ChangeStore {
    /// Rows are numbered when they are written and seen when they are committed, which may be
    /// later: whoever reads looks back over a stretch of numbers and leaves out what he has had.
    static final String AFTER =
            """
            select id, kind, subject, version, readers from change
             where id > :after order by id limit :size
            """;

    static final String NEWEST = "select coalesce(max(id), 0) from change";

    static final String FORGET = "delete from change where at < :before";

    private static final RowMapper<Change> CHANGE =
            (row, n) -> {
                var readers = row.getArray("readers");
                return new Change(
                        row.getLong("id"),
                        row.getString("kind"),
                        row.getObject("subject", UUID.class),
                        row.getInt("version"),
                        readers == null ? null : List.of((Integer[]) readers.getArray()));
            };

    private final JdbcClient db;

    ChangeStore(JdbcClient db) {
        this.db = db;
    }

    List<Change> after(long id, int size) {
        return db.sql(AFTER)
                .paramSource(Params.of("after", id).and("size", size))
                .query(CHANGE)
                .list();
    }

    long newest() {
        return db.sql(NEWEST).query(Long.class).single();
    }

    void forget(Instant before) {
        db.sql(FORGET).paramSource(Params.of("before", before)).update();
    }
}
