package io.kedang.disclosure;

import io.kedang.customer.CustomerId;
import io.kedang.kernel.Params;
import io.kedang.kernel.sql.Fragment;
import io.kedang.kernel.sql.MomentPlace;
import io.kedang.kernel.sql.Read;
import io.kedang.kernel.sql.Row;
import io.kedang.kernel.sql.Statement;
import io.kedang.kernel.sql.Unscoped;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

@Repository
class RequestStore {
    private static final String COLUMNS =
            " r.id, r.customer_id, r.requested_by, r.requested_at, r.purpose, r.hours, r.state,"
                    + " r.decided_by, r.decided_at, r.answer, r.grant_number, r.ends_at ";

    static final String INSERT =
            """
            insert into access_request (id, customer_id, requested_by, requested_at, purpose, hours,
                                        state)
            values (:id, :customer, :requestedBy, :requestedAt, :purpose, :hours, 'PENDING')
            on conflict do nothing
            """;

    /// With the file's name, for who may know of the file.
    static final Statement PAGE =
            Statement.of(
                    "select"
                            + COLUMNS
                            + """
                            , c.name, c.grade, c.department, {readable:c} as readable
                              from access_request r
                              join customer c on c.id = r.customer_id
                             where {which} and {visible:c}
                               and (r.requested_at, r.id) < (:moment, :record)
                             order by r.requested_at desc, r.id desc
                             limit :size
                            """);

    static final Statement RUNNING =
            Statement.of(
                    "select"
                            + COLUMNS
                            + """
                              from access_request r
                              join customer c on c.id = r.customer_id
                             where r.customer_id = :customer and r.state = 'APPROVED'
                               and r.ends_at > :now and {visible:c}
                             order by r.ends_at, r.id
                             limit 100
                            """);

    /// Holds it until the transaction ends: of several who decide at once, one does.
    static final Statement HOLD =
            Statement.of(
                    "select"
                            + COLUMNS
                            + """
                              from access_request r
                              join customer c on c.id = r.customer_id
                             where r.id = :id and {visible:c}
                               for update of r
                            """);

    @Unscoped(because = "answers to who has asked what he asked for, and nothing of the file")
    static final String OF_REQUESTER =
            "select"
                    + COLUMNS
                    + "from access_request r where r.id = :id and r.requested_by = :user"
                    + " for update";

    @Unscoped(because = "changes a request that the door holds")
    static final String UPDATE =
            """
            update access_request
               set state = :state, decided_by = :decidedBy, decided_at = :decidedAt,
                   answer = :answer, grant_number = :grant, ends_at = :endsAt
             where id = :id
            """;

    /// Whose time is over and whose number still stands in the file; others put away others.
    @Unscoped(because = "for the house itself, which puts away what opens nothing")
    static final String OVER =
            "select"
                    + COLUMNS
                    + """
                      from access_request r
                     where r.state = 'APPROVED' and r.ends_at < :now
                       and r.grant_number is not null
                     order by r.ends_at
                     limit 100
                       for update skip locked
                    """;

    private final JdbcClient db;

    RequestStore(JdbcClient db) {
        this.db = db;
    }

    /// A request as it stands in a list.
    ///
    /// @param readable whether the reader of the list may read the file now
    record Listed(
            AccessRequest request,
            String name,
            @Nullable String grade,
            @Nullable UUID department,
            boolean readable) {}

    /// False when the id is taken, or when he has asked for this file already and waits.
    boolean insert(AccessRequest request) {
        return db.sql(INSERT).paramSource(Params.of(request)).update() == 1;
    }

    /// Newest first, those before a place.
    List<Listed> page(
            Fragment which, Fragment visible, Fragment readable, MomentPlace before, int size) {
        var filled =
                PAGE.fill(Map.of("which", which, "visible:c", visible, "readable:c", readable));
        return db.sql(filled.sql())
                .paramSource(
                        Params.of(filled)
                                .and("moment", before.moment())
                                .and("record", before.record())
                                .and("size", size))
                .query(
                        (row, n) ->
                                new Listed(
                                        request(row),
                                        row.getString("name"),
                                        row.getString("grade"),
                                        row.getObject("department", UUID.class),
                                        row.getBoolean("readable")))
                .list();
    }

    Read<List<AccessRequest>> running(CustomerId customer, Instant now, Fragment visible) {
        var filled = RUNNING.fill(Map.of("visible:c", visible));
        return Read.rows(
                filled, Params.of("customer", customer).and("now", now), (row, n) -> request(row));
    }

    Optional<AccessRequest> hold(UUID id, Fragment visible) {
        var filled = HOLD.fill(Map.of("visible:c", visible));
        return db.sql(filled.sql())
                .paramSource(Params.of(filled).and("id", id))
                .query((row, n) -> request(row))
                .optional();
    }

    Optional<AccessRequest> holdOwn(UUID id, UUID user) {
        return db.sql(OF_REQUESTER)
                .paramSource(Params.of("id", id).and("user", user))
                .query((row, n) -> request(row))
                .optional();
    }

    void update(AccessRequest request) {
        db.sql(UPDATE).paramSource(Params.of(request)).update();
    }

    List<AccessRequest> over(Instant now) {
        return db.sql(OVER)
                .paramSource(Params.of("now", now))
                .query((row, n) -> request(row))
                .list();
    }

    private static AccessRequest request(ResultSet row) throws SQLException {
        return new AccessRequest(
                Row.id(row, "id"),
                new CustomerId(Row.id(row, "customer_id")),
                Row.id(row, "requested_by"),
                Row.instant(row, "requested_at"),
                row.getString("purpose"),
                row.getInt("hours"),
                AccessRequest.State.valueOf(row.getString("state")),
                row.getObject("decided_by", UUID.class),
                Row.findInstant(row, "decided_at"),
                row.getString("answer"),
                row.getObject("grant_number", Integer.class),
                Row.findInstant(row, "ends_at"));
    }
}
