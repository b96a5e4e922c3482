package io.kedang.audit;

import io.kedang.audit.chain.ChainStore;
import io.kedang.kernel.Params;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.stereotype.Repository;

import tools.jackson.databind.json.JsonMapper;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;

/// Reads the register for its verification, as it stands, through none of the code that wrote it.
@Repository
class VerificationStore {
    static final String SEALS =
            """
            select number, sealed_at, entries, first_at, last_at, total, digest, previous, mac
              from audit_seal
             where number > :after
             order by number
             limit :size
            """;

    static final String ENTRIES =
            """
            select id, occurred_at, actor_id, actor_name, channel, address, trace, action,
                   subject_kind, subject_id, customer_id, fields, reason, detail, writer, writer_seq,
                   mac
              from audit_entry
             where occurred_at between :firstAt and :lastAt and id = any (:ids::bigint[])
            """;

    static final String WAITING =
            """
            select e.id, e.occurred_at, actor_id, actor_name, channel, address, trace, action,
                   subject_kind, subject_id, customer_id, fields, reason, detail, writer, writer_seq,
                   mac
              from audit_waiting w
              join audit_entry e on e.occurred_at = w.occurred_at and e.id = w.id
            """;

    static final String WAITING_FOR_NOTHING =
            """
            select w.id from audit_waiting w
             where not exists (
                 select from audit_entry e where e.occurred_at = w.occurred_at and e.id = w.id)
             order by w.id
             limit 100
            """;

    static final String REMOVALS =
            """
            select number, removed_at, groups, first_seal, last_seal, entries, digest, previous, mac,
                   (select max(last_at) from audit_seal
                     where audit_seal.number between first_seal and last_seal) as newest
              from audit_removal
             where number > :after
             order by number
             limit 200
            """;

    static final String GAPS =
            """
            select seal, last_seal, ids, macs, leaves from audit_gap
             where removal = :removal and seal between :first and :last
             order by seal
            """;

    /// Entries whose list of customers is gone or another one.
    static final String LISTS =
            """
            select e.id
              from audit_entry e
              left join audit_list l
                on l.id::text = e.detail ->> 'list' and l.occurred_at = e.occurred_at
             where e.action in ('EXPORTED', 'PRINTED') and e.detail ->> 'list' is not null
               and encode(sha256(convert_to(array_to_string(l.customers, ','), 'UTF8')), 'hex')
                   is distinct from e.detail ->> 'listed'
             order by e.id
             limit 100
            """;

    static final String COUNT = "select count(*) from audit_entry";

    static final String UNSEALED =
            """
            select e.id from audit_entry e
             where not exists (
                 select from (select unnest(entries) as id from audit_seal) s where s.id = e.id)
               and not exists (select from audit_waiting w where w.id = e.id)
             order by e.id
             limit 100
            """;

    static final String REPEATED =
            """
            select min(id), max(id) from audit_entry
             group by writer, writer_seq
            having count(*) > 1
             order by 1
             limit 100
            """;

    private final NamedParameterJdbcOperations db;
    private final JsonMapper json;
    private final ChainStore chain;

    VerificationStore(NamedParameterJdbcOperations db, JsonMapper json, ChainStore chain) {
        this.db = db;
        this.json = json;
        this.chain = chain;
    }

    /// A row of the register: its MAC, the bytes that the MAC must be of, and its hash in the
    /// public chain.
    record Entry(long id, byte[] mac, byte[] bytes, byte[] leaf) {}

    /// A seal: its columns, and the bytes that its MAC must be of.
    record Seal(
            long number,
            Instant sealedAt,
            List<Long> entries,
            Instant firstAt,
            Instant lastAt,
            long total,
            byte[] digest,
            byte[] previous,
            byte[] mac,
            byte[] bytes) {}

    /// A removal by policy: its columns, the bytes that its MAC must be of, and those that the
    /// digest of what it left must be of.
    ///
    /// @param newest the latest moment of its seals; null when those are gone
    record Removal(
            long number,
            OffsetDateTime removedAt,
            long firstSeal,
            long lastSeal,
            byte[] digest,
            byte[] previous,
            byte[] mac,
            @Nullable OffsetDateTime newest,
            byte[] bytes) {}

    List<Removal> removals(long after) {
        return db.query(REMOVALS, Params.of("after", after), (row, n) -> removal(row));
    }

    private static Removal removal(ResultSet row) throws SQLException {
        var removedAt = row.getObject("removed_at", OffsetDateTime.class);
        var text = new RowText().text("removal").number(row.getLong("number"));
        text.moment(removedAt);
        text.texts(List.of((String[]) row.getArray("groups").getArray()));
        text.number(row.getLong("first_seal")).number(row.getLong("last_seal"));
        text.number(row.getLong("entries"));
        text.bytes(row.getBytes("digest")).bytes(row.getBytes("previous"));
        return new Removal(
                row.getLong("number"),
                removedAt,
                row.getLong("first_seal"),
                row.getLong("last_seal"),
                row.getBytes("digest"),
                row.getBytes("previous"),
                row.getBytes("mac"),
                row.getObject("newest", OffsetDateTime.class),
                text.bytes());
    }

    /// The bytes that the digest of a removal must be of.
    byte[] gaps(Removal removal) {
        var text = new RowText();
        db.query(
                GAPS,
                Params.of("removal", removal.number())
                        .and("first", removal.firstSeal())
                        .and("last", removal.lastSeal()),
                row -> {
                    var hex = HexFormat.of();
                    text.number(row.getLong("seal")).number(row.getLong("last_seal"));
                    text.texts(
                            Arrays.stream((Long[]) row.getArray("ids").getArray())
                                    .map(String::valueOf)
                                    .toList());
                    text.text(hex.formatHex(row.getBytes("macs")));
                    text.text(hex.formatHex(row.getBytes("leaves")));
                });
        return text.bytes();
    }

    List<Seal> seals(long after, int size) {
        return db.query(SEALS, Params.of("after", after).and("size", size), (row, n) -> seal(row));
    }

    void entries(List<Long> ids, Instant firstAt, Instant lastAt, Consumer<Entry> reader) {
        db.query(
                ENTRIES,
                Params.of("ids", ids).and("firstAt", firstAt).and("lastAt", lastAt),
                row -> {
                    reader.accept(entry(row));
                });
    }

    List<Entry> waiting() {
        return db.query(WAITING, (row, n) -> entry(row));
    }

    List<Long> waitingForNothing() {
        return db.query(WAITING_FOR_NOTHING, (row, n) -> row.getLong(1));
    }

    long count() {
        return Objects.requireNonNull(db.queryForObject(COUNT, Map.of(), Long.class));
    }

    List<Long> unsealed() {
        return db.query(UNSEALED, (row, n) -> row.getLong(1));
    }

    List<Long> editedLists() {
        return db.query(LISTS, (row, n) -> row.getLong(1));
    }

    List<long[]> repeated() {
        return db.query(REPEATED, (row, n) -> new long[] {row.getLong(1), row.getLong(2)});
    }

    private Entry entry(ResultSet row) throws SQLException {
        var text = new RowText();
        text.moment(row.getObject("occurred_at", OffsetDateTime.class));
        text.id(row.getObject("actor_id", UUID.class)).text(row.getString("actor_name"));
        text.text(row.getString("channel")).text(row.getString("address"));
        text.text(row.getString("trace")).text(row.getString("action"));
        text.text(row.getString("subject_kind")).id(row.getObject("subject_id", UUID.class));
        text.id(row.getObject("customer_id", UUID.class));
        text.texts(List.of((String[]) row.getArray("fields").getArray()));
        text.text(row.getString("reason")).texts(detail(row.getString("detail")));
        text.number(row.getLong("writer")).number(row.getLong("writer_seq"));
        return new Entry(
                row.getLong("id"), row.getBytes("mac"), text.bytes(), chain.entry(row).leaf());
    }

    /// Names and values in turn. Only texts are ever written; anything else is an edit, and its
    /// JSON form under a name that no detail can have does not match.
    private List<String> detail(String column) {
        var sorted = new TreeMap<String, String>();
        json.readTree(column)
                .forEachEntry(
                        (name, value) ->
                                sorted.put(
                                        value.isString() ? name : "!" + name,
                                        value.isString() ? value.stringValue() : "" + value));
        var flat = new ArrayList<String>();
        sorted.forEach(
                (name, value) -> {
                    flat.add(name);
                    flat.add(value);
                });
        return flat;
    }

    private static Seal seal(ResultSet row) throws SQLException {
        var entries = List.of((Long[]) row.getArray("entries").getArray());
        var sealedAt = row.getObject("sealed_at", OffsetDateTime.class);
        var firstAt = row.getObject("first_at", OffsetDateTime.class);
        var lastAt = row.getObject("last_at", OffsetDateTime.class);
        var text = new RowText().number(row.getLong("number")).moment(sealedAt);
        text.texts(entries.stream().map(String::valueOf).toList());
        text.moment(firstAt).moment(lastAt).number(row.getLong("total"));
        text.bytes(row.getBytes("digest")).bytes(row.getBytes("previous"));
        return new Seal(
                row.getLong("number"),
                sealedAt.toInstant(),
                entries,
                firstAt.toInstant(),
                lastAt.toInstant(),
                row.getLong("total"),
                row.getBytes("digest"),
                row.getBytes("previous"),
                row.getBytes("mac"),
                text.bytes());
    }
}
