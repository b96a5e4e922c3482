package io.kedang.intake;

import io.kedang.customer.TwinBasis;
import io.kedang.customer.record.Done;
import io.kedang.intake.kind.OnDuplicate;
import io.kedang.intake.kind.Outcome;
import io.kedang.kernel.Params;
import io.kedang.kernel.sql.Apart;
import io.kedang.kernel.sql.Copies;
import io.kedang.kernel.sql.CopyBinary;
import io.kedang.kernel.sql.CopyText;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/// What became of the rows of each file, and by what they recognise each other.
@Repository
class RowStore {
    static final String OPEN = "select import_open(:id, :rowsToo)";

    static final String CLOSE = "select import_close(:id, :rowsToo)";

    private static final String COPY_ROWS =
            "copy import_row (import, row, line, outcome, record, version, opened, twin, twin_row,"
                    + " basis, problems, cells) from stdin";

    private static final String COPY_TOKENS =
            "copy import_token (import, token, row, rival, record) from stdin with (format binary)";
    private static final int TOKEN_COLUMNS = 5;

    static final String FORGET =
            """
            delete from import_row
             where import = :id and row between :first and :last and version is null
            """;

    static final String WRITTEN =
            """
            select row, line, outcome, record, version, opened, twin, twin_row, basis, problems,
                   cells
              from import_row
             where import = :id and row between :first and :last and version is not null
            """;

    static final String FIND =
            """
            select row, line, outcome, record, version, opened, twin, twin_row, basis, problems,
                   cells
              from import_row where import = :id and row = :row
            """;

    static final String PAGE =
            """
            select row, line, outcome, record, version, opened, twin, twin_row, basis, problems,
                   cells
              from import_row where import = :id and row > :after
             order by row limit :size
            """;

    static final String PAGE_OF_OUTCOME =
            """
            select row, line, outcome, record, version, opened, twin, twin_row, basis, problems,
                   cells
              from import_row
             where import = :id and outcome = any (cast(:outcomes as text[])) and row > :after
             order by row limit :size
            """;

    static final String TOKENS =
            """
            select token, row, rival, record from import_token
             where import = :id and token = any (cast(:tokens as bigint[]))
             order by row
            """;

    static final String FORGET_TOKENS =
            "delete from import_token where import = :id and row > :after";

    static final String HAS_TOKENS = "select exists (select from import_token where import = :id)";

    /// Everything that was done to the next records, in the order of their ids.
    static final String DONE =
            """
            select d.record, d.version
              from (select distinct record from import_row
                     where import = :id and version is not null and record > :after
                     order by record limit :size) r
              join import_row d on d.import = :id and d.record = r.record and d.version is not null
             order by d.record, d.version
            """;

    /// The rows stay, but what they did is no longer there to be undone.
    static final String UNDONE =
            """
            update import_row set version = null
             where import = :id and version is not null and record = any (cast(:records as uuid[]))
            """;

    static final String OPENED =
            """
            select opened from import_row
             where import = :id and opened > :after
             order by opened limit :size
            """;

    static final String FORGET_OPENED =
            """
            update import_row set opened = null
             where import = :id and opened = any (cast(:files as uuid[]))
            """;

    static final String FIX =
            """
            insert into import_fix (import, row, decision, cells)
            values (:id, :row, :decision, :cells)
            on conflict (import, row) do update
               set decision = excluded.decision, cells = excluded.cells
            """;

    static final String FIXES = "select row, decision, cells from import_fix where import = :id";

    static final String FORGET_FIXES = "delete from import_fix where import = :id";

    private final JdbcClient db;
    private final Copies copies;
    private final Apart apart;
    private final JsonMapper json;

    RowStore(JdbcClient db, Copies copies, Apart apart, JsonMapper json) {
        this.db = db;
        this.copies = copies;
        this.apart = apart;
        this.json = json;
    }

    /// A row of the file that carries a token.
    record Bearer(long row, @Nullable Long rival, UUID record) {}

    /// @param cells sealed, null where nothing was corrected
    record Fix(@Nullable OnDuplicate decision, @Nullable String cells) {}

    /// Begins anew.
    ///
    /// @param rowsToo false to keep what became of the rows
    void open(ImportId id, boolean rowsToo) {
        call(OPEN, id, rowsToo);
    }

    void close(ImportId id, boolean rowsToo) {
        call(CLOSE, id, rowsToo);
    }

    private void call(String function, ImportId id, boolean rowsToo) {
        db.sql(function).paramSource(Params.of("id", id).and("rowsToo", rowsToo)).query(row -> {});
    }

    void insert(ImportId id, List<RowResult> results) {
        var rows = new CopyText();
        for (var result : results) {
            rows.value(id.value())
                    .value(result.row())
                    .value(result.line())
                    .value(result.outcome())
                    .value(result.record())
                    .value(result.version())
                    .value(result.opened())
                    .value(result.twin())
                    .value(result.twinRow())
                    .value(result.basis())
                    .value(
                            result.problems().isEmpty()
                                    ? null
                                    : json.writeValueAsString(result.problems()))
                    .value(result.cells())
                    .endRow();
        }
        copies.copy(COPY_ROWS, rows);
    }

    /// At once, whatever becomes of the transaction beside which it is done.
    void insertTokens(ImportId id, Map<Long, List<Bearer>> bearers) {
        var rows = new CopyBinary();
        bearers.forEach(
                (token, all) ->
                        all.forEach(
                                bearer ->
                                        rows.row(TOKEN_COLUMNS)
                                                .value(id.value())
                                                .value(token)
                                                .value((Long) bearer.row())
                                                .value(bearer.rival())
                                                .value(bearer.record())));
        apart.copy(COPY_TOKENS, rows);
    }

    void forgetTokens(ImportId id, long after) {
        db.sql(FORGET_TOKENS).paramSource(Params.of("id", id).and("after", after)).update();
    }

    /// Takes away what is known of these rows, unless they were written.
    void forget(ImportId id, long first, long last) {
        db.sql(FORGET).paramSource(range(id, first, last)).update();
    }

    /// Those of the rows that were written, by row number.
    Map<Long, RowResult> written(ImportId id, long first, long last) {
        return db
                .sql(WRITTEN)
                .paramSource(range(id, first, last))
                .query((row, n) -> result(row))
                .stream()
                .collect(Collectors.toMap(RowResult::row, result -> result));
    }

    private static Params range(ImportId id, long first, long last) {
        return Params.of("id", id).and("first", first).and("last", last);
    }

    Optional<RowResult> find(ImportId id, long row) {
        return db.sql(FIND)
                .paramSource(Params.of("id", id).and("row", row))
                .query((found, n) -> result(found))
                .optional();
    }

    /// The next rows with one of these outcomes, in the order of the file; all when there is none.
    List<RowResult> page(ImportId id, Collection<Outcome> outcomes, long after, int size) {
        return db.sql(outcomes.isEmpty() ? PAGE : PAGE_OF_OUTCOME)
                .paramSource(
                        Params.of("id", id)
                                .and("outcomes", outcomes)
                                .and("after", after)
                                .and("size", size))
                .query((row, n) -> result(row))
                .list();
    }

    /// The earlier rows with these tokens.
    Map<Long, List<Bearer>> bearers(ImportId id, Collection<Long> tokens) {
        record Found(long token, Bearer bearer) {}
        return db
                .sql(TOKENS)
                .paramSource(Params.of("id", id).and("tokens", tokens.toArray(Long[]::new)))
                .query(
                        (row, n) ->
                                new Found(
                                        row.getLong("token"),
                                        new Bearer(
                                                row.getLong("row"),
                                                row.getObject("rival", Long.class),
                                                row.getObject("record", UUID.class))))
                .stream()
                .collect(
                        Collectors.groupingBy(
                                Found::token,
                                HashMap::new,
                                Collectors.mapping(Found::bearer, Collectors.toList())));
    }

    boolean hasTokens(ImportId id) {
        return db.sql(HAS_TOKENS).paramSource(Params.of("id", id)).query(Boolean.class).single();
    }

    /// What was done to the next `size` records behind `after`.
    List<Done> done(ImportId id, UUID after, int size) {
        return db.sql(DONE)
                .paramSource(Params.of("id", id).and("after", after).and("size", size))
                .query(
                        (row, n) ->
                                new Done(
                                        row.getObject("record", UUID.class),
                                        row.getInt("version"),
                                        row.getInt("version") == 1))
                .list();
    }

    void undone(ImportId id, Collection<UUID> records) {
        db.sql(UNDONE).paramSource(Params.of("id", id).and("records", records)).update();
    }

    /// The next customer files that were opened for rows of other kinds.
    List<UUID> opened(ImportId id, UUID after, int size) {
        return db.sql(OPENED)
                .paramSource(Params.of("id", id).and("after", after).and("size", size))
                .query(UUID.class)
                .list();
    }

    void forgetOpened(ImportId id, Collection<UUID> files) {
        db.sql(FORGET_OPENED).paramSource(Params.of("id", id).and("files", files)).update();
    }

    void fix(ImportId id, long row, Fix fix) {
        db.sql(FIX)
                .paramSource(
                        Params.of("id", id)
                                .and("row", row)
                                .and("decision", fix.decision())
                                .and("cells", fix.cells()))
                .update();
    }

    Map<Long, Fix> fixes(ImportId id) {
        var fixes = new HashMap<Long, Fix>();
        db.sql(FIXES)
                .paramSource(Params.of("id", id))
                .query(
                        row -> {
                            var decision = row.getString("decision");
                            fixes.put(
                                    row.getLong("row"),
                                    new Fix(
                                            decision == null ? null : OnDuplicate.valueOf(decision),
                                            row.getString("cells")));
                        });
        return fixes;
    }

    void forgetFixes(ImportId id) {
        db.sql(FORGET_FIXES).paramSource(Params.of("id", id)).update();
    }

    private RowResult result(ResultSet row) throws SQLException {
        var basis = row.getString("basis");
        var problems = row.getString("problems");
        return new RowResult(
                row.getLong("row"),
                row.getLong("line"),
                Outcome.valueOf(row.getString("outcome")),
                row.getObject("record", UUID.class),
                row.getObject("version", Integer.class),
                row.getObject("opened", UUID.class),
                row.getObject("twin", UUID.class),
                row.getObject("twin_row", Long.class),
                basis == null ? null : TwinBasis.valueOf(basis),
                problems == null ? List.of() : json.readValue(problems, new TypeReference<>() {}),
                row.getString("cells"));
    }
}
