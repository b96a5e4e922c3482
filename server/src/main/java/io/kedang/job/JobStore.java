package io.kedang.job;

import io.kedang.access.Right;
import io.kedang.kernel.Params;
import io.kedang.kernel.sql.Row;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

@Repository
class JobStore {
    private static final String COLUMNS =
            "id, kind, title, owner, rights, state, wanted, run, input, checkpoint, result,"
                    + " problem, arguments, done, total, version, created_at, started_at, ended_at";

    static final String INSERT =
            """
            insert into job (id, kind, title, owner, rights, state, input, created_at)
            values (:id, :kind, :title, :owner, :rights, 'QUEUED', cast(:input as jsonb), :now)
            """;

    static final String FIND = "select " + COLUMNS + " from job where id = :id";

    static final String PAGE =
            "select "
                    + COLUMNS
                    + """
                     from job where owner = :owner and id < :after
                    order by id desc limit :size
                    """;

    static final String TAKE =
            """
            update job
               set state = 'RUNNING', run = run + 1, version = version + 1, problem = null,
                   arguments = '[]', started_at = coalesce(started_at, :now)
             where id = :id and state in ('QUEUED', 'RUNNING')
            returning %s
            """
                    .formatted(COLUMNS);

    /// Touches nothing when the job was taken up again by somebody else meanwhile.
    static final String KEEP =
            """
            update job
               set done = :done, total = :total, checkpoint = cast(:checkpoint as jsonb),
                   version = version + 1
             where id = :id and run = :run and state = 'RUNNING'
            returning version
            """;

    static final String AT_WORK =
            "select exists (select from job where kind = :kind and state in ('QUEUED', 'RUNNING'))";

    static final String WANTED = "select wanted from job where id = :id and run = :run";

    static final String END =
            """
            update job
               set state = :state, wanted = null, result = cast(:result as jsonb),
                   problem = :problem, arguments = cast(:arguments as jsonb),
                   version = version + 1, ended_at = :endedAt
             where id = :id and run = :run and state = 'RUNNING'
            returning version
            """;

    static final String WANT =
            """
            update job set wanted = :wanted, version = version + 1
             where id = :id and state = 'RUNNING'
            """;

    static final String MOVE =
            """
            update job
               set state = :to, wanted = null, version = version + 1, ended_at = :endedAt
             where id = :id and state = any (cast(:from as text[]))
            """;

    /// What this node had in hand when it was killed.
    static final String RELEASE =
            """
            update job_schedule
               set picked = false, picked_by = null, last_heartbeat = null, version = version + 1
             where picked and picked_by = :node
            """;

    private final JdbcClient db;
    private final JsonMapper json;

    JobStore(JdbcClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    void insert(
            JobId id,
            String kind,
            String title,
            UUID owner,
            Set<Right> rights,
            Object input,
            Instant now) {
        db.sql(INSERT)
                .paramSource(
                        Params.of("id", id)
                                .and("kind", kind)
                                .and("title", title)
                                .and("owner", owner)
                                .and("rights", rights)
                                .and("input", json.writeValueAsString(input))
                                .and("now", now))
                .update();
    }

    Optional<Job> find(JobId id) {
        return db.sql(FIND).paramSource(Params.of("id", id)).query((row, n) -> job(row)).optional();
    }

    /// The jobs of `owner` that are older than `after`, newest first.
    List<Job> page(UUID owner, UUID after, int size) {
        return db.sql(PAGE)
                .paramSource(Params.of("owner", owner).and("after", after).and("size", size))
                .query((row, n) -> job(row))
                .list();
    }

    /// Takes the job up; empty when it is not to be run any more.
    Optional<Job> take(JobId id, Instant now) {
        return db.sql(TAKE)
                .paramSource(Params.of("id", id).and("now", now))
                .query((row, n) -> job(row))
                .optional();
    }

    /// The new version; empty when this run is not the newest one.
    Optional<Integer> keep(
            JobId id, int run, long done, @Nullable Long total, @Nullable Object checkpoint) {
        return db.sql(KEEP)
                .paramSource(
                        Params.of("id", id)
                                .and("run", run)
                                .and("done", done)
                                .and("total", total)
                                .and("checkpoint", text(checkpoint)))
                .query(Integer.class)
                .optional();
    }

    boolean isAtWork(String kind) {
        return db.sql(AT_WORK).paramSource(Params.of("kind", kind)).query(Boolean.class).single();
    }

    /// Empty when this run is not the newest one.
    Optional<Optional<JobState>> wanted(JobId id, int run) {
        return db.sql(WANTED)
                .paramSource(Params.of("id", id).and("run", run))
                .query((row, n) -> Optional.ofNullable(row.getString(1)).map(JobState::valueOf))
                .optional();
    }

    Optional<Integer> end(
            JobId id,
            int run,
            JobState state,
            @Nullable Object result,
            @Nullable String problem,
            List<String> arguments,
            @Nullable Instant endedAt) {
        return db.sql(END)
                .paramSource(
                        Params.of("id", id)
                                .and("run", run)
                                .and("state", state)
                                .and("result", text(result))
                                .and("problem", problem)
                                .and("arguments", json.writeValueAsString(arguments))
                                .and("endedAt", endedAt))
                .query(Integer.class)
                .optional();
    }

    boolean want(JobId id, @Nullable JobState wanted) {
        return db.sql(WANT).paramSource(Params.of("id", id).and("wanted", wanted)).update() == 1;
    }

    boolean move(JobId id, Set<JobState> from, JobState to, @Nullable Instant endedAt) {
        return db.sql(MOVE)
                        .paramSource(
                                Params.of("id", id)
                                        .and("from", from)
                                        .and("to", to)
                                        .and("endedAt", endedAt))
                        .update()
                == 1;
    }

    void release(String node) {
        db.sql(RELEASE).paramSource(Params.of("node", node)).update();
    }

    private Job job(ResultSet row) throws SQLException {
        return new Job(
                new JobId(Row.id(row, "id")),
                row.getString("kind"),
                row.getString("title"),
                Row.id(row, "owner"),
                Stream.of((String[]) row.getArray("rights").getArray())
                        .map(Right::valueOf)
                        .collect(Collectors.toUnmodifiableSet()),
                JobState.valueOf(row.getString("state")),
                row.getString("wanted") == null ? null : JobState.valueOf(row.getString("wanted")),
                row.getInt("run"),
                json.readTree(row.getString("input")),
                tree(row.getString("checkpoint")),
                tree(row.getString("result")),
                row.getString("problem"),
                json.readValue(row.getString("arguments"), new TypeReference<>() {}),
                row.getLong("done"),
                row.getObject("total", Long.class),
                row.getInt("version"),
                Row.instant(row, "created_at"),
                Row.findInstant(row, "started_at"),
                Row.findInstant(row, "ended_at"));
    }

    private @Nullable JsonNode tree(@Nullable String text) {
        return text == null ? null : json.readTree(text);
    }

    private @Nullable String text(@Nullable Object value) {
        return value == null ? null : json.writeValueAsString(value);
    }
}
