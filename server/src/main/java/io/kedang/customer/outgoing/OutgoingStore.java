package io.kedang.customer.outgoing;

import io.kedang.kernel.Params;
import io.kedang.kernel.sql.Row;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

@Repository
class OutgoingStore {
    static final String NEXT_NUMBER = "select nextval('outgoing_file_number')";

    /// Until the transaction ends no other file of this user leaves.
    static final String ONE_AT_A_TIME =
            "select pg_advisory_xact_lock(hashtext('outgoing_file'), :principal)";

    static final String USED =
            """
            select coalesce(sum(rows), 0) as rows, min(left_at) as oldest
              from outgoing_file
             where user_id = :user and left_at > :since and not approved and rows > 0
            """;

    /// The newest of the oldest files that hold together as many rows.
    static final String LAST_OF_OLDEST =
            """
            select left_at
              from (select left_at, id, sum(rows) over (order by left_at, id) as together
                      from outgoing_file
                     where user_id = :user and left_at > :since and not approved) as oldest
             where together >= :rows
             order by left_at, id
             limit 1
            """;

    static final String INSERT =
            """
            insert into outgoing_file (id, number, user_id, kind, format, rows, approved, left_at)
            values (:id, :number, :user, :kind, :format, :rows, :approved, :leftAt)
            """;

    private final JdbcClient db;

    OutgoingStore(JdbcClient db) {
        this.db = db;
    }

    /// @param oldest when the first of them left
    record Used(long rows, Optional<Instant> oldest) {}

    long nextNumber() {
        return db.sql(NEXT_NUMBER).query(Long.class).single();
    }

    void oneAtATime(int principal) {
        db.sql(ONE_AT_A_TIME).param("principal", principal).query((row, n) -> n).single();
    }

    Used used(UUID user, Instant since) {
        return db.sql(USED)
                .paramSource(Params.of("user", user).and("since", since))
                .query(
                        (row, n) ->
                                new Used(
                                        row.getLong("rows"),
                                        Optional.ofNullable(Row.findInstant(row, "oldest"))))
                .single();
    }

    Optional<Instant> lastOfOldest(UUID user, Instant since, long rows) {
        return db.sql(LAST_OF_OLDEST)
                .paramSource(Params.of("user", user).and("since", since).and("rows", rows))
                .query((row, n) -> Row.instant(row, "left_at"))
                .optional();
    }

    void insert(OutgoingFile file, UUID user, int rows, boolean approved, Instant leftAt) {
        db.sql(INSERT)
                .paramSource(
                        Params.of(file)
                                .and("user", user)
                                .and("rows", rows)
                                .and("approved", approved)
                                .and("leftAt", leftAt))
                .update();
    }
}
