package io.kedang.audit.retention;

import io.kedang.audit.AuditGroup;
import io.kedang.audit.chain.Gap;
import io.kedang.audit.retention.RetentionPolicy.Hold;
import io.kedang.kernel.Params;

import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.stereotype.Repository;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

@Repository
public class RetentionStore {
    /// One removes at a time, on whatever node.
    static final String LOCK = "select pg_try_advisory_xact_lock(20261121, 21)";

    static final String POLICY =
            "select months, hold, held_by, held_at, archive, version from audit_retention";

    static final String SAVE =
            """
            insert into audit_retention (months, hold, held_by, held_at, archive, version)
            select :months::jsonb, :hold::text, :heldBy::text, :heldAt::timestamptz, :archive, 1
             where :version = 0 or exists (select from audit_retention)
            on conflict (only_row) do update
               set months = excluded.months, hold = excluded.hold, held_by = excluded.held_by,
                   held_at = excluded.held_at, archive = excluded.archive,
                   version = audit_retention.version + 1
             where audit_retention.version = :version
            """;

    static final String DONE =
            """
            select "group", max(last_seal) as last_seal
              from audit_removal, unnest(groups) as "group"
             group by "group"
            """;

    /// The first seal that has something younger.
    static final String FIRST_YOUNGER =
            """
            select number from audit_seal
             where number > :after and last_at >= :cutoff
             order by number
             limit 1
            """;

    static final String LAST_LINK = "select coalesce(max(number), 0) from audit_link";

    static final String LAST =
            """
            select number, removed_at, groups, first_seal, last_seal, entries, digest, previous, mac
              from audit_removal
             order by number desc
             limit 1
            """;

    static final String INSERT =
            """
            insert into audit_removal (number, removed_at, groups, first_seal, last_seal, entries,
                                       digest, previous, mac)
            values (:number, :removedAt, :groups::text[], :firstSeal, :lastSeal, :entries, :digest,
                    :previous, :mac)
            """;

    static final String INSERT_GAP =
            """
            insert into audit_gap (seal, last_seal, removal, ids, macs, leaves)
            values (:seal, :lastSeal, :removal, :ids::bigint[], :macs, :leaves)
            """;

    static final String REMOVE = "select audit_remove(:firstAt, :lastAt, :ids::bigint[])";

    static final String COUNT =
            """
            select count(*) as entries, min(occurred_at) as oldest from audit_entry
             where action = any (:actions::text[]) and occurred_at < :cutoff
            """;

    static final String OLDEST =
            """
            select min(oldest) from unnest(:actions::text[]) wanted(action),
                   lateral (
                     select occurred_at as oldest from audit_entry
                      where audit_entry.action = wanted.action and occurred_at >= :cutoff
                      order by occurred_at
                      limit 1) e
            """;

    private final NamedParameterJdbcOperations db;
    private final JsonMapper json;

    public RetentionStore(NamedParameterJdbcOperations db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    /// Entries that are older than they may become.
    record Old(long entries, Optional<Instant> oldest) {}

    boolean lock() {
        return Boolean.TRUE.equals(db.queryForObject(LOCK, Map.of(), Boolean.class));
    }

    RetentionPolicy policy() {
        return db.query(POLICY, (row, n) -> policy(row)).stream()
                .findFirst()
                .orElse(RetentionPolicy.STANDARD);
    }

    private RetentionPolicy policy(ResultSet row) throws SQLException {
        var reason = row.getString("hold");
        Map<AuditGroup, Integer> months =
                json.readValue(row.getString("months"), new TypeReference<>() {});
        return new RetentionPolicy(
                months,
                reason == null
                        ? null
                        : new Hold(reason, row.getString("held_by"), moment(row, "held_at")),
                row.getBoolean("archive"),
                row.getInt("version"));
    }

    /// False when somebody else saved since that version.
    boolean save(RetentionPolicy policy) {
        var hold = policy.hold();
        return db.update(
                        SAVE,
                        Params.of("months", json.writeValueAsString(policy.months()))
                                .and("hold", hold == null ? null : hold.reason())
                                .and("heldBy", hold == null ? null : hold.by())
                                .and("heldAt", hold == null ? null : hold.since())
                                .and("archive", policy.archive())
                                .and("version", policy.version()))
                == 1;
    }

    Map<AuditGroup, Long> done() {
        var done = new EnumMap<AuditGroup, Long>(AuditGroup.class);
        db.query(
                DONE,
                row -> {
                    done.put(AuditGroup.valueOf(row.getString("group")), row.getLong("last_seal"));
                });
        return done;
    }

    /// The last seal after `seal` before which all is older, as far as both chains have come.
    long lastOlder(long seal, Instant cutoff) {
        var linked = Objects.requireNonNull(db.queryForObject(LAST_LINK, Map.of(), Long.class));
        return db
                .query(
                        FIRST_YOUNGER,
                        Params.of("after", seal).and("cutoff", cutoff),
                        (row, n) -> row.getLong(1) - 1)
                .stream()
                .findFirst()
                .orElse(linked);
    }

    Optional<Removal> last() {
        return db.query(LAST, (row, n) -> removal(row)).stream().findFirst();
    }

    void insert(Removal removal, List<Gap> gaps) {
        db.update(INSERT, Params.of(removal));
        db.batchUpdate(
                INSERT_GAP,
                gaps.stream()
                        .map(gap -> Params.of(gap).and("ids", gap.ids().toArray(Long[]::new)))
                        .toArray(SqlParameterSource[]::new));
    }

    /// @return how many went
    long remove(List<Long> ids, Instant firstAt, Instant lastAt) {
        return Objects.requireNonNull(
                db.queryForObject(
                        REMOVE,
                        Params.of("ids", ids).and("firstAt", firstAt).and("lastAt", lastAt),
                        Long.class));
    }

    Old count(AuditGroup group, Instant cutoff) {
        return Objects.requireNonNull(
                db.queryForObject(
                        COUNT,
                        Params.of("actions", Stretch.actions(group)).and("cutoff", cutoff),
                        (row, n) ->
                                new Old(
                                        row.getLong("entries"),
                                        Optional.ofNullable(
                                                        row.getObject(
                                                                "oldest", OffsetDateTime.class))
                                                .map(OffsetDateTime::toInstant))));
    }

    /// The oldest entry that is not older than that.
    Optional<Instant> oldest(AuditGroup group, Instant cutoff) {
        return Optional.ofNullable(
                        db.queryForObject(
                                OLDEST,
                                Params.of("actions", Stretch.actions(group)).and("cutoff", cutoff),
                                OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
    }

    private static Removal removal(ResultSet row) throws SQLException {
        return new Removal(
                row.getLong("number"),
                moment(row, "removed_at"),
                List.of((String[]) row.getArray("groups").getArray()),
                row.getLong("first_seal"),
                row.getLong("last_seal"),
                row.getLong("entries"),
                row.getBytes("digest"),
                row.getBytes("previous"),
                row.getBytes("mac"));
    }

    private static Instant moment(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
