package io.kedang.customer.export;

import io.kedang.kernel.Params;
import io.kedang.kernel.sql.MomentPlace;
import io.kedang.kernel.sql.Row;
import io.kedang.sealing.FieldCipher;
import io.kedang.sealing.KeyStore;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import tools.jackson.databind.json.JsonMapper;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What was asked for holds words of a search and values of conditions: it is sealed with the key
/// of the one who asks.
@Repository
class ExportRequestStore {
    private static final String COLUMNS =
            " id, requested_by, requested_at, purpose, export, rows, state, decided_by,"
                    + " decided_at, answer, ends_at, number from export_request where ";

    private static final String NEWEST_BEFORE =
            " and (requested_at, id) < (:moment, :record)"
                    + " order by requested_at desc, id desc limit :size";

    static final String INSERT =
            """
            insert into export_request (id, requested_by, requested_at, purpose, export, rows, state)
            values (:id, :requestedBy, :requestedAt, :purpose, :sealed, :rows, 'PENDING')
            on conflict do nothing
            """;

    /// Until the transaction ends nobody else asks in this user's name.
    static final String ONE_AT_A_TIME =
            "select pg_advisory_xact_lock(hashtext('export_request'), :principal)";

    static final String COUNT_PENDING =
            "select count(*) from export_request where requested_by = :user and state = 'PENDING'";

    static final String PAGE_OF_REQUESTER =
            "select" + COLUMNS + "requested_by = :user" + NEWEST_BEFORE;

    static final String PAGE_OF_DECIDER = "select" + COLUMNS + "decided_by = :user" + NEWEST_BEFORE;

    static final String PAGE_TO_DECIDE =
            "select" + COLUMNS + "state = 'PENDING' and requested_by <> :user" + NEWEST_BEFORE;

    /// Held until the transaction ends: of several at once, one decides, and one fetches.
    static final String HOLD = "select" + COLUMNS + "id = :id for update";

    static final String UPDATE =
            """
            update export_request
               set state = :state, decided_by = :decidedBy, decided_at = :decidedAt,
                   answer = :answer, ends_at = :endsAt, number = :number
             where id = :id
            """;

    private final JdbcClient db;
    private final JsonMapper json;
    private final KeyStore keys;
    private final FieldCipher cipher;

    ExportRequestStore(JdbcClient db, JsonMapper json, KeyStore keys, FieldCipher cipher) {
        this.db = db;
        this.json = json;
        this.keys = keys;
        this.cipher = cipher;
    }

    void oneAtATime(int principal) {
        db.sql(ONE_AT_A_TIME).param("principal", principal).query((row, n) -> n).single();
    }

    /// False when the id is taken.
    boolean insert(ExportRequest request) {
        keys.newKey(request.requestedBy());
        var sealed =
                cipher.seal(
                        request.requestedBy(),
                        context(request.id()),
                        json.writeValueAsString(request.export()));
        return db.sql(INSERT).paramSource(Params.of(request).and("sealed", sealed)).update() == 1;
    }

    int countPending(UUID user) {
        return db.sql(COUNT_PENDING).param("user", user).query(Integer.class).single();
    }

    /// Newest first, those before a place.
    ///
    /// @param page one of the statements above
    List<ExportRequest> page(String page, UUID user, MomentPlace before, int size) {
        return db.sql(page)
                .paramSource(
                        Params.of("user", user)
                                .and("moment", before.moment())
                                .and("record", before.record())
                                .and("size", size))
                .query((row, n) -> request(row))
                .list();
    }

    Optional<ExportRequest> hold(UUID id) {
        return db.sql(HOLD).param("id", id).query((row, n) -> request(row)).optional();
    }

    void update(ExportRequest request) {
        db.sql(UPDATE).paramSource(Params.of(request)).update();
    }

    private ExportRequest request(ResultSet row) throws SQLException {
        var id = Row.id(row, "id");
        var requestedBy = Row.id(row, "requested_by");
        var export = cipher.unseal(requestedBy, context(id), row.getString("export"));
        return new ExportRequest(
                id,
                requestedBy,
                Row.instant(row, "requested_at"),
                row.getString("purpose"),
                json.readValue(export, Export.class),
                row.getInt("rows"),
                ExportRequest.State.valueOf(row.getString("state")),
                row.getObject("decided_by", UUID.class),
                Row.findInstant(row, "decided_at"),
                row.getString("answer"),
                Row.findInstant(row, "ends_at"),
                row.getObject("number", Long.class));
    }

    private static String context(UUID id) {
        return FieldCipher.context("export_request", id, "export");
    }
}
