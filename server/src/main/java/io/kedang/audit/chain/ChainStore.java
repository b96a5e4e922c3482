package io.kedang.audit.chain;

import io.kedang.kernel.Params;

import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.stereotype.Repository;

import tools.jackson.databind.json.JsonMapper;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

@Repository
public class ChainStore {
    static final String HEAD =
            "select number, content, chain from audit_link order by number desc limit 1";

    static final String LINKS =
            """
            select number, content, chain from audit_link
             where number between :first and :last
             order by number
            """;

    static final String SEALS =
            """
            select number, sealed_at, entries, first_at, last_at, total
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

    static final String INSERT =
            "insert into audit_link (number, content, chain) values (:number, :content, :chain)";

    static final String GAPS =
            """
            select seal, last_seal, removal, ids, macs, leaves from audit_gap
             where seal between :first and :last
             order by seal, removal
            """;

    private final NamedParameterJdbcOperations db;
    private final JsonMapper json;

    public ChainStore(NamedParameterJdbcOperations db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    ChainLink head() {
        return db.query(HEAD, ChainStore::link).stream().findFirst().orElse(ChainLink.NONE);
    }

    /// By number of the seal.
    public Map<Long, ChainLink> links(long first, long last) {
        var links = new HashMap<Long, ChainLink>();
        db.query(
                LINKS,
                Params.of("first", first).and("last", last),
                row -> {
                    links.put(row.getLong("number"), link(row, 0));
                });
        return links;
    }

    /// The seals after this one, in their order.
    public List<ChainLink.Sealed> seals(long after, int size) {
        return db.query(
                SEALS, Params.of("after", after).and("size", size), (row, n) -> sealed(row));
    }

    /// The entries of these ids that are there, by id. Their moments have to be in this span.
    public Map<Long, EntryRow> entries(List<Long> ids, Instant firstAt, Instant lastAt) {
        var entries = new HashMap<Long, EntryRow>();
        db.query(
                ENTRIES,
                Params.of("ids", ids).and("firstAt", firstAt).and("lastAt", lastAt),
                row -> {
                    entries.put(row.getLong("id"), entry(row));
                });
        return entries;
    }

    /// What was removed out of these seals.
    public Gaps gaps(long first, long last) {
        return new Gaps(listGaps(first - Gap.MOST_SEALS + 1, last));
    }

    /// Those that begin at these seals, in their order.
    public List<Gap> listGaps(long first, long last) {
        return db.query(GAPS, Params.of("first", first).and("last", last), (row, n) -> gap(row));
    }

    private static Gap gap(ResultSet row) throws SQLException {
        return new Gap(
                row.getLong("seal"),
                row.getLong("last_seal"),
                row.getLong("removal"),
                List.of((Long[]) row.getArray("ids").getArray()),
                row.getBytes("macs"),
                row.getBytes("leaves"));
    }

    void insert(ChainLink link) {
        db.update(INSERT, Params.of(link));
    }

    private static ChainLink link(ResultSet row, int n) throws SQLException {
        return new ChainLink(row.getLong("number"), row.getBytes("content"), row.getBytes("chain"));
    }

    private static ChainLink.Sealed sealed(ResultSet row) throws SQLException {
        return new ChainLink.Sealed(
                row.getLong("number"),
                moment(row, "sealed_at"),
                List.of((Long[]) row.getArray("entries").getArray()),
                moment(row, "first_at"),
                moment(row, "last_at"),
                row.getLong("total"));
    }

    /// The row under the cursor.
    public EntryRow entry(ResultSet row) throws SQLException {
        return new EntryRow(
                row.getLong("id"),
                moment(row, "occurred_at"),
                row.getObject("actor_id", UUID.class),
                row.getString("actor_name"),
                row.getString("channel"),
                row.getString("address"),
                row.getString("trace"),
                row.getString("action"),
                row.getString("subject_kind"),
                row.getObject("subject_id", UUID.class),
                row.getObject("customer_id", UUID.class),
                List.of((String[]) row.getArray("fields").getArray()),
                row.getString("reason"),
                detail(row.getString("detail")),
                row.getLong("writer"),
                row.getLong("writer_seq"),
                row.getBytes("mac"));
    }

    /// Only texts are ever written; anything else is an edit, and stands under a name that no
    /// detail can have.
    private TreeMap<String, String> detail(String column) {
        var sorted = new TreeMap<String, String>();
        json.readTree(column)
                .forEachEntry(
                        (name, value) ->
                                sorted.put(
                                        value.isString() ? name : "!" + name,
                                        value.isString() ? value.stringValue() : "" + value));
        return sorted;
    }

    private static Instant moment(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
