package io.kedang.audit;

import io.kedang.kernel.Params;

import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.stereotype.Repository;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

@Repository
class SealStore {
    /// The two-part form does not meet locks on bare numbers, such as those on search tokens.
    static final String LOCK = "select pg_try_advisory_xact_lock(20261121, 20)";

    static final String PREPARE_MONTHS = "select audit_prepare_months()";

    static final String HEAD =
            "select number, total, mac from audit_seal order by number desc limit 1";

    static final String TAKE =
            """
            delete from audit_waiting
             where ctid = any (array(select ctid from audit_waiting order by id limit :size))
            returning id, occurred_at
            """;

    static final String MACS =
            """
            select id, mac from audit_entry
             where occurred_at between :firstAt and :lastAt and id = any (:ids::bigint[])
             order by id
            """;

    static final String INSERT =
            """
            insert into audit_seal (number, sealed_at, entries, first_at, last_at, total, digest,
                                    previous, mac)
            values (:number, :sealedAt, :entries::bigint[], :firstAt, :lastAt, :total, :digest,
                    :previous, :mac)
            """;

    static final String LAST_REMOVAL =
            """
            select number, first_seal, last_seal, entries, mac from audit_removal
             order by number desc
             limit 1
            """;

    private final NamedParameterJdbcOperations db;

    SealStore(NamedParameterJdbcOperations db) {
        this.db = db;
    }

    /// An entry that waits to be sealed.
    record Waiting(long id, Instant occurredAt) {}

    /// Whether this node may seal until the transaction ends.
    boolean lock() {
        return Boolean.TRUE.equals(db.queryForObject(LOCK, Map.of(), Boolean.class));
    }

    void prepareMonths() {
        db.query(PREPARE_MONTHS, row -> {});
    }

    AuditSeal.Head head() {
        return db.query(HEAD, SealStore::toHead).stream().findFirst().orElse(AuditSeal.Head.NONE);
    }

    /// The last stretch that lost entries by policy; its MAC vouches for those before it.
    record LastRemoval(long number, long firstSeal, long lastSeal, long entries, byte[] mac) {}

    Optional<LastRemoval> lastRemoval() {
        return db
                .query(
                        LAST_REMOVAL,
                        (row, n) ->
                                new LastRemoval(
                                        row.getLong("number"),
                                        row.getLong("first_seal"),
                                        row.getLong("last_seal"),
                                        row.getLong("entries"),
                                        row.getBytes("mac")))
                .stream()
                .findFirst();
    }

    /// Takes at most `size` entries out of the queue, the oldest first.
    List<Waiting> take(int size) {
        return db.query(
                TAKE,
                Params.of("size", size),
                (row, n) ->
                        new Waiting(
                                row.getLong("id"),
                                row.getObject("occurred_at", OffsetDateTime.class).toInstant()));
    }

    /// Feeds id and MAC of each of these entries to the digest.
    byte[] digest(List<Long> ids, Instant firstAt, Instant lastAt) {
        var digest = AuditSeal.sha256();
        db.query(
                MACS,
                Params.of("ids", ids).and("firstAt", firstAt).and("lastAt", lastAt),
                row -> {
                    digest.update(ByteBuffer.allocate(8).putLong(row.getLong("id")).array());
                    digest.update(row.getBytes("mac"));
                });
        return digest.digest();
    }

    void insert(AuditSeal seal) {
        db.update(INSERT, Params.of(seal));
    }

    private static AuditSeal.Head toHead(ResultSet row, int n) throws SQLException {
        return new AuditSeal.Head(row.getLong("number"), row.getLong("total"), row.getBytes("mac"));
    }
}
