package io.kedang.customer.duplicate;

import io.kedang.customer.CustomerId;
import io.kedang.kernel.Params;
import io.kedang.kernel.sql.Fragment;
import io.kedang.kernel.sql.Row;
import io.kedang.kernel.sql.Statement;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import java.util.Collection;
import java.util.List;
import java.util.Map;

@Repository
class DuplicateStore {
    static final Statement READABLE =
            Statement.of(
                    """
                    select c.id, c.file_number, c.name
                      from customer c where c.id = any (:ids) and {visible:c}
                    """);

    /// Two creations with the same trait wait for each other here, so that the second one sees the
    /// first.
    static final String LOCK =
            "select pg_advisory_xact_lock(lock.key) from unnest(cast(:keys as bigint[])) as lock"
                    + " (key)";

    record Readable(CustomerId id, String fileNumber, String name) {}

    private final JdbcClient db;

    DuplicateStore(JdbcClient db) {
        this.db = db;
    }

    List<Readable> readable(Collection<CustomerId> ids, Fragment visible) {
        var filled = READABLE.fill(Map.of("visible:c", visible));
        return db.sql(filled.sql())
                .paramSource(Params.of(filled).and("ids", List.copyOf(ids)))
                .query(
                        (row, n) ->
                                new Readable(
                                        new CustomerId(Row.id(row, "id")),
                                        row.getString("file_number"),
                                        row.getString("name")))
                .list();
    }

    void lock(Collection<Long> keys) {
        db.sql(LOCK)
                .paramSource(Params.of("keys", keys.stream().sorted().toArray(Long[]::new)))
                .query((row, n) -> n)
                .list();
    }
}
