package io.kedang.handover;

import io.kedang.customer.CustomerId;
import io.kedang.customer.FileOwners.Given;
import io.kedang.kernel.Params;
import io.kedang.kernel.sql.Row;
import io.kedang.kernel.sql.Unscoped;

import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@Repository
class HandoverStore {
    static final String INSERT =
            """
            insert into handover (id, from_user, to_user, reason, started_by, started_at)
            values (:id, :fromUser, :toUser, :reason, :startedBy, :startedAt)
            on conflict (id) do nothing
            """;

    static final String NEWEST =
            """
            select id, from_user, to_user, reason, started_by, started_at, files, undone_at
              from handover order by started_at desc, id desc limit :most
            """;

    /// Held until the transaction ends, so that nothing goes over while it is being taken back.
    static final String HOLD =
            """
            select id, from_user, to_user, reason, started_by, started_at, files, undone_at
              from handover where id = :id for update
            """;

    static final String ADD_FILE =
            """
            insert into handover_file (handover_id, customer_id, department)
            values (:handover, :file, :department)
            on conflict do nothing
            """;

    static final String COUNT = "update handover set files = files + :count where id = :id";

    static final String UNDO = "update handover set undone_at = :now where id = :id";

    @Unscoped(because = "names files to the door of owners, which asks the lock")
    static final String FILES =
            """
            select customer_id, department
              from handover_file where handover_id = :id and customer_id > :after
             order by customer_id limit :most
            """;

    private static final RowMapper<Handover> HANDOVER =
            (row, n) ->
                    new Handover(
                            Row.id(row, "id"),
                            Row.id(row, "from_user"),
                            Row.id(row, "to_user"),
                            row.getString("reason"),
                            Row.id(row, "started_by"),
                            Row.instant(row, "started_at"),
                            row.getInt("files"),
                            Row.findInstant(row, "undone_at"));

    private final JdbcClient db;
    private final NamedParameterJdbcTemplate template;

    HandoverStore(JdbcClient db, NamedParameterJdbcTemplate template) {
        this.db = db;
        this.template = template;
    }

    boolean insert(Handover handover) {
        return db.sql(INSERT).paramSource(Params.of(handover)).update() == 1;
    }

    List<Handover> newest(int most) {
        return db.sql(NEWEST).paramSource(Params.of("most", most)).query(HANDOVER).list();
    }

    Optional<Handover> hold(UUID id) {
        return db.sql(HOLD).paramSource(Params.of("id", id)).query(HANDOVER).optional();
    }

    void add(UUID handover, List<Given> given) {
        template.batchUpdate(
                ADD_FILE,
                given.stream()
                        .map(each -> Params.of(each).and("handover", handover))
                        .toArray(Params[]::new));
        db.sql(COUNT).paramSource(Params.of("id", handover).and("count", given.size())).update();
    }

    void undo(UUID id, Instant now) {
        db.sql(UNDO).paramSource(Params.of("id", id).and("now", now)).update();
    }

    List<Given> files(UUID id, UUID after, int most) {
        return db.sql(FILES)
                .paramSource(Params.of("id", id).and("after", after).and("most", most))
                .query(
                        (row, n) ->
                                new Given(
                                        new CustomerId(Row.id(row, "customer_id")),
                                        row.getObject("department", UUID.class)))
                .list();
    }
}
