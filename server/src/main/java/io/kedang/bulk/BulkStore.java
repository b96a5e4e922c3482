package io.kedang.bulk;

import io.kedang.customer.Alteration.Altered;
import io.kedang.customer.CustomerId;
import io.kedang.customer.record.Done;
import io.kedang.kernel.Params;
import io.kedang.kernel.sql.Fragment;
import io.kedang.kernel.sql.Row;
import io.kedang.kernel.sql.Statement;
import io.kedang.kernel.sql.Unscoped;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

@Repository
class BulkStore {
    private static final String COLUMNS =
            "id, change, started_by, started_at, state, total, job, undo_until, undone_at";

    static final String INSERT =
            """
            insert into bulk (id, action, change, reason, started_by, started_at, state, total,
                              undo_until)
            values (:id, :action, cast(:change as jsonb), :reason, :startedBy, :startedAt, :state,
                    :total, :undoUntil)
            on conflict (id) do nothing
            """;

    static final String FIND = "select " + COLUMNS + " from bulk where id = :id";

    /// Held until the transaction ends, so that nothing changes while it is being taken back.
    static final String HOLD = FIND + " for update";

    static final String NEWEST =
            "select "
                    + COLUMNS
                    + """
                     from bulk
                    where cast(:by as uuid) is null or started_by = :by
                    order by started_at desc, id desc limit :most
                    """;

    static final String SET_TOTAL = "update bulk set total = :total where id = :id";
    static final String SET_JOB = "update bulk set job = :job where id = :id";

    static final String SET_STATE =
            """
            update bulk set state = :state, undo_until = :undoUntil, undone_at = :undoneAt
             where id = :id
            """;

    /// Those of these files that somebody finds, in the bin and outside.
    static final Statement FINDABLE =
            Statement.of(
                    """
                    select c.id from customer c
                     where c.id = any (cast(:ids as uuid[])) and {visible:c}
                     order by c.id
                    """);

    @Unscoped(because = "takes up files that the lock has just let somebody find")
    static final String ADD =
            """
            insert into bulk_row (bulk_id, customer_id)
            select :bulk, file from unnest(cast(:files as uuid[])) as file
            on conflict do nothing
            """;

    @Unscoped(because = "names files to the door of files, which asks the lock")
    static final String IN_STATE =
            """
            select customer_id, version from bulk_row
             where bulk_id = :bulk and outcome = :outcome
             order by customer_id limit :most
            """;

    @Unscoped(because = "writes down what the door of files has just done")
    static final String SET =
            """
            update bulk_row r set outcome = n.outcome, version = n.version
              from unnest(cast(:files as uuid[]), cast(:outcomes as text[]),
                          cast(:versions as integer[])) as n(file, outcome, version)
             where r.bulk_id = :bulk and r.customer_id = n.file
            """;

    @Unscoped(because = "writes down what the door of files has just taken back")
    static final String SET_UNDONE =
            """
            update bulk_row set outcome = 'UNDONE'
             where bulk_id = :bulk and customer_id = any (cast(:files as uuid[]))
            """;

    @Unscoped(because = "writes down what the door of files has just left")
    static final String SET_KEPT =
            """
            update bulk_row set outcome = 'KEPT', kept = cast(:kept as text[])
             where bulk_id = :bulk and customer_id = :file
            """;

    @Unscoped(because = "counts; names no file")
    static final String COUNTS =
            "select outcome, count(*) as files from bulk_row where bulk_id = :bulk group by 1";

    static final Statement ROWS =
            Statement.of(
                    """
                    select r.customer_id, r.outcome, r.kept, c.file_number, c.name
                      from bulk_row r
                      join customer c on c.id = r.customer_id
                     where r.bulk_id = :bulk and r.customer_id > :after and {visible:c}
                       and (cast(:outcome as text) is null or r.outcome = :outcome)
                     order by r.customer_id limit :most
                    """);

    static final Statement NAMES =
            Statement.of(
                    """
                    select c.id, c.file_number, c.name
                      from customer c
                     where c.id = any (cast(:ids as uuid[])) and {visible:c}
                    """);

    private final JdbcClient db;
    private final JsonMapper json;
    private final RowMapper<Bulk> bulk;

    BulkStore(JdbcClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
        bulk =
                (row, n) ->
                        new Bulk(
                                Row.id(row, "id"),
                                json.readValue(row.getString("change"), BulkChange.class),
                                Row.id(row, "started_by"),
                                Row.instant(row, "started_at"),
                                BulkState.valueOf(row.getString("state")),
                                row.getInt("total"),
                                row.getObject("job", UUID.class),
                                Row.instant(row, "undo_until"),
                                Row.findInstant(row, "undone_at"));
    }

    /// A file as its name is shown.
    record Named(String fileNumber, String name) {}

    /// @param kept fields that taking back left; without any, the whole file
    record SeenRow(UUID file, Named named, RowOutcome outcome, List<String> kept) {}

    boolean insert(Bulk wanted) {
        return db.sql(INSERT)
                        .paramSource(
                                Params.of("id", wanted.id())
                                        .and("action", wanted.change().action())
                                        .and("change", json.writeValueAsString(wanted.change()))
                                        .and("reason", wanted.change().reason())
                                        .and("startedBy", wanted.startedBy())
                                        .and("startedAt", wanted.startedAt())
                                        .and("state", wanted.state())
                                        .and("total", wanted.total())
                                        .and("undoUntil", wanted.undoUntil()))
                        .update()
                == 1;
    }

    Optional<Bulk> find(UUID id) {
        return db.sql(FIND).paramSource(Params.of("id", id)).query(bulk).optional();
    }

    Optional<Bulk> hold(UUID id) {
        return db.sql(HOLD).paramSource(Params.of("id", id)).query(bulk).optional();
    }

    /// @param by who began them; null for all
    List<Bulk> newest(@Nullable UUID by, int most) {
        return db.sql(NEWEST).paramSource(Params.of("by", by).and("most", most)).query(bulk).list();
    }

    void setTotal(UUID id, int total) {
        db.sql(SET_TOTAL).paramSource(Params.of("id", id).and("total", total)).update();
    }

    void setJob(UUID id, UUID job) {
        db.sql(SET_JOB).paramSource(Params.of("id", id).and("job", job)).update();
    }

    void setState(UUID id, BulkState state, Instant undoUntil, @Nullable Instant undoneAt) {
        db.sql(SET_STATE)
                .paramSource(
                        Params.of("id", id)
                                .and("state", state)
                                .and("undoUntil", undoUntil)
                                .and("undoneAt", undoneAt))
                .update();
    }

    List<CustomerId> findable(Collection<UUID> ids, Fragment visible) {
        var filled = FINDABLE.fill(Map.of("visible:c", visible));
        return db.sql(filled.sql())
                .paramSource(Params.of(filled).and("ids", ids))
                .query((row, n) -> new CustomerId(Row.id(row, "id")))
                .list();
    }

    int add(UUID id, Collection<CustomerId> files) {
        return db.sql(ADD).paramSource(Params.of("bulk", id).and("files", files)).update();
    }

    /// The first files of this outcome, with the versions that they were given.
    List<Done> some(UUID id, RowOutcome outcome, int most) {
        return db.sql(IN_STATE)
                .paramSource(Params.of("bulk", id).and("outcome", outcome).and("most", most))
                .query(
                        (row, n) ->
                                new Done(Row.id(row, "customer_id"), row.getInt("version"), false))
                .list();
    }

    void set(UUID id, List<Altered> altered) {
        db.sql(SET)
                .paramSource(
                        Params.of("bulk", id)
                                .and("files", altered.stream().map(Altered::file).toList())
                                .and(
                                        "outcomes",
                                        altered.stream()
                                                .map(each -> each.outcome().name())
                                                .toList())
                                .and("versions", altered.stream().map(Altered::version).toList()))
                .update();
    }

    void setUndone(UUID id, Collection<UUID> files) {
        db.sql(SET_UNDONE).paramSource(Params.of("bulk", id).and("files", files)).update();
    }

    void setKept(UUID id, Done.Conflict conflict) {
        db.sql(SET_KEPT)
                .paramSource(
                        Params.of("bulk", id)
                                .and("file", conflict.record())
                                .and("kept", conflict.fields().toArray(String[]::new)))
                .update();
    }

    Map<RowOutcome, Integer> counts(UUID id) {
        var counts = new EnumMap<RowOutcome, Integer>(RowOutcome.class);
        db.sql(COUNTS)
                .paramSource(Params.of("bulk", id))
                .query(
                        row -> {
                            counts.put(
                                    RowOutcome.valueOf(row.getString("outcome")),
                                    row.getInt("files"));
                        });
        return counts;
    }

    List<SeenRow> rows(
            UUID id, UUID after, @Nullable RowOutcome outcome, int most, Fragment visible) {
        var filled = ROWS.fill(Map.of("visible:c", visible));
        return db.sql(filled.sql())
                .paramSource(
                        Params.of(filled)
                                .and("bulk", id)
                                .and("after", after)
                                .and("outcome", outcome)
                                .and("most", most))
                .query(
                        (row, n) ->
                                new SeenRow(
                                        Row.id(row, "customer_id"),
                                        new Named(
                                                row.getString("file_number"),
                                                row.getString("name")),
                                        RowOutcome.valueOf(row.getString("outcome")),
                                        List.of((String[]) row.getArray("kept").getArray())))
                .list();
    }

    Map<UUID, Named> names(Collection<UUID> ids, Fragment visible) {
        var names = new HashMap<UUID, Named>();
        var filled = NAMES.fill(Map.of("visible:c", visible));
        db.sql(filled.sql())
                .paramSource(Params.of(filled).and("ids", ids))
                .query(
                        row -> {
                            names.put(
                                    Row.id(row, "id"),
                                    new Named(row.getString("file_number"), row.getString("name")));
                        });
        return names;
    }
}
