package io.kedang.intake;

import io.kedang.customer.record.Done;
import io.kedang.intake.plan.ImportPlan;
import io.kedang.intake.table.TableOptions;
import io.kedang.intake.table.TableShape;
import io.kedang.job.JobId;
import io.kedang.kernel.Params;
import io.kedang.kernel.Refusal;
import io.kedang.kernel.sql.Row;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

@Repository
class ImportStore {
    private static final String COLUMNS =
            "id, file_name, owner, state, shape, options, samples, plan, counts, unknown,"
                + " conflicts, job, bytes, version, created_at, ended_at, expires_at, cleared_at";

    static final String INSERT =
            """
            insert into import (id, file_name, owner, state, shape, options, samples, plan, counts, bytes,
                                created_at, expires_at)
            values (:id, :fileName, :owner, :state, cast(:shape as jsonb), cast(:options as jsonb),
                    :samples, cast(:plan as jsonb), cast(:counts as jsonb), :bytes, :createdAt,
                    :expiresAt)
            """;

    static final String FIND = "select " + COLUMNS + " from import where id = :id";

    static final String LOCK = "select " + COLUMNS + " from import where id = :id for update";

    static final String PAGE =
            "select "
                    + COLUMNS
                    + """
                     from import where owner = :owner and id < :after
                    order by id desc limit :size
                    """;

    static final String EXPIRED =
            "select id from import where expires_at < :now and cleared_at is null limit 100";

    static final String SET_PLAN =
            """
            update import
               set shape = cast(:shape as jsonb), options = cast(:options as jsonb),
                   samples = :samples, plan = cast(:plan as jsonb),
                   state = case when state = 'CHECKED' then 'READY' else state end,
                   version = version + 1
             where id = :id
            """;

    static final String SET_JOB =
            "update import set job = :job, version = version + 1 where id = :id";

    static final String SET_PROGRESS =
            """
            update import
               set state = :state, counts = cast(:counts as jsonb), unknown = cast(:unknown as jsonb),
                   version = version + 1
             where id = :id
            """;

    static final String SET_STATE =
            "update import set state = :state, version = version + 1 where id = :id";

    static final String SET_ENDED =
            """
            update import
               set state = :state, ended_at = :now, expires_at = :expiresAt,
                   conflicts = cast(:conflicts as jsonb), version = version + 1
             where id = :id
            """;

    static final String SET_CLEARED =
            "update import set cleared_at = :now, version = version + 1 where id = :id";

    private final JdbcClient db;
    private final JsonMapper json;

    ImportStore(JdbcClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    void insert(Import wanted) {
        db.sql(INSERT)
                .paramSource(
                        described(wanted)
                                .and("fileName", wanted.fileName())
                                .and("owner", wanted.owner())
                                .and("state", wanted.state())
                                .and("counts", json.writeValueAsString(wanted.counts()))
                                .and("bytes", wanted.bytes())
                                .and("createdAt", wanted.createdAt())
                                .and("expiresAt", wanted.expiresAt()))
                .update();
    }

    /// Shape, options, samples and plan as they are now. What was checked has to be checked again.
    void setPlan(Import wanted) {
        db.sql(SET_PLAN).paramSource(described(wanted)).update();
    }

    private Params described(Import wanted) {
        return Params.of("id", wanted.id())
                .and("shape", json.writeValueAsString(wanted.shape()))
                .and("options", json.writeValueAsString(wanted.options()))
                .and("samples", wanted.samples())
                .and("plan", json.writeValueAsString(wanted.plan()));
    }

    Optional<Import> find(ImportId id) {
        return db.sql(FIND)
                .paramSource(Params.of("id", id))
                .query((row, n) -> read(row))
                .optional();
    }

    Import get(ImportJob job) {
        return find(new ImportId(job.subject()))
                .orElseThrow(() -> new Refusal(ImportProblem.NOT_FOUND, job.subject()));
    }

    /// Held until the transaction ends.
    Optional<Import> lock(ImportId id) {
        return db.sql(LOCK)
                .paramSource(Params.of("id", id))
                .query((row, n) -> read(row))
                .optional();
    }

    List<Import> page(UUID owner, UUID after, int size) {
        return db.sql(PAGE)
                .paramSource(Params.of("owner", owner).and("after", after).and("size", size))
                .query((row, n) -> read(row))
                .list();
    }

    List<ImportId> expired(Instant now) {
        return db.sql(EXPIRED)
                .paramSource(Params.of("now", now))
                .query((row, n) -> new ImportId(Row.id(row, "id")))
                .list();
    }

    void setJob(ImportId id, JobId job) {
        db.sql(SET_JOB).paramSource(Params.of("id", id).and("job", job)).update();
    }

    void setProgress(
            ImportId id,
            ImportState state,
            Counts counts,
            Map<String, Map<String, Integer>> unknown) {
        db.sql(SET_PROGRESS)
                .paramSource(
                        Params.of("id", id)
                                .and("state", state)
                                .and("counts", json.writeValueAsString(counts))
                                .and("unknown", json.writeValueAsString(unknown)))
                .update();
    }

    void setState(ImportId id, ImportState state) {
        db.sql(SET_STATE).paramSource(Params.of("id", id).and("state", state)).update();
    }

    void setEnded(
            ImportId id,
            ImportState state,
            List<Done.Conflict> conflicts,
            Instant now,
            Instant expiresAt) {
        db.sql(SET_ENDED)
                .paramSource(
                        Params.of("id", id)
                                .and("state", state)
                                .and("conflicts", json.writeValueAsString(conflicts))
                                .and("now", now)
                                .and("expiresAt", expiresAt))
                .update();
    }

    void setCleared(ImportId id, Instant now) {
        db.sql(SET_CLEARED).paramSource(Params.of("id", id).and("now", now)).update();
    }

    private Import read(ResultSet row) throws SQLException {
        var job = row.getObject("job", UUID.class);
        return new Import(
                new ImportId(Row.id(row, "id")),
                row.getString("file_name"),
                Row.id(row, "owner"),
                ImportState.valueOf(row.getString("state")),
                json.readValue(row.getString("shape"), TableShape.class),
                json.readValue(row.getString("options"), TableOptions.class),
                row.getString("samples"),
                json.readValue(row.getString("plan"), ImportPlan.class),
                json.readValue(row.getString("counts"), Counts.class),
                json.readValue(row.getString("unknown"), new TypeReference<>() {}),
                json.readValue(row.getString("conflicts"), new TypeReference<>() {}),
                job == null ? null : new JobId(job),
                row.getLong("bytes"),
                row.getInt("version"),
                Row.instant(row, "created_at"),
                Row.findInstant(row, "ended_at"),
                Row.instant(row, "expires_at"),
                Row.findInstant(row, "cleared_at"));
    }
}
