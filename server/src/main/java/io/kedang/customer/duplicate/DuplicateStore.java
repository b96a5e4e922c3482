package io.kedang.customer.duplicate;

import io.kedang.customer.CustomerId;
import io.kedang.kernel.Params;
import io.kedang.kernel.sql.Fragment;
import io.kedang.kernel.sql.Row;
import io.kedang.kernel.sql.Statement;
import io.kedang.kernel.sql.Unscoped;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

@Repository
class DuplicateStore {
    @Unscoped(
            because =
                    "a twin counts whoever may read it; of one that the asker may not read he learns"
                            + " only that it exists and whom to ask")
    static final String TWINS =
            """
            select c.id, c.department,
                   c.credit_code is not null and c.credit_code = :creditCode as by_code,
                   c.name_match = :nameMatch as by_name
              from customer c
             where c.voided_at is null
               and (c.credit_code = :creditCode or c.name_match = :nameMatch
                    or c.phone = any (cast(:phones as text[]))
                    or c.id in (select s.customer_id from customer_search s where s.tokens && :tokens))
             order by c.updated_at desc
             limit :size
            """;

    static final Statement READABLE =
            Statement.of(
                    """
                    select c.id, c.file_number, c.name
                      from customer c where c.id = any (:ids) and {visible:c}
                    """);

    /// Two creations with the same trait wait for each other here, so that the second one sees the
    /// first.
    static final String LOCK =
            "select pg_advisory_xact_lock(lock.key) from unnest(cast(:keys as bigint[])) as lock (key)";

    record Twin(
            CustomerId id, @Nullable UUID department, boolean byCode, boolean byName) {}

    record Readable(CustomerId id, String fileNumber, String name) {}

    private final JdbcClient db;

    DuplicateStore(JdbcClient db) {
        this.db = db;
    }

    List<Twin> twins(Traits traits, Collection<Long> tokens, int size) {
        return db.sql(TWINS)
                .paramSource(
                        Params.of("creditCode", traits.creditCode())
                                .and("nameMatch", traits.nameMatch())
                                .and("phones", traits.phones().toArray(String[]::new))
                                .and("tokens", tokens.toArray(Long[]::new))
                                .and("size", size))
                .query(
                        (row, n) ->
                                new Twin(
                                        new CustomerId(Row.id(row, "id")),
                                        row.getObject("department", UUID.class),
                                        row.getBoolean("by_code"),
                                        row.getBoolean("by_name")))
                .list();
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
