package io.kedang.job;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;

import io.kedang.access.CurrentUser;
import io.kedang.access.Directory;
import io.kedang.access.User;
import io.kedang.kernel.Actor;
import io.kedang.kernel.Problem;
import io.kedang.kernel.Refusal;
import io.kedang.live.Changes;

import jakarta.annotation.PreDestroy;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionTemplate;

import tools.jackson.databind.json.JsonMapper;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;

import javax.sql.DataSource;

/// Takes up queued jobs on this node, a few at a time. db-scheduler sees to it that each is in the
/// hands of one node, and gives on what a dead node had.
@Component
class JobRunner {
    static final TaskDescriptor<Void> TASK = TaskDescriptor.of("job");
    static final String SCHEDULE = "job_schedule";

    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);
    private static final int AT_ONCE = 3;
    private static final int TRIES = 6;
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(2);

    private final JobStore store;
    private final ObjectProvider<JobKind> kinds;
    private final Directory directory;
    private final Changes changes;
    private final JsonMapper json;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final Scheduler scheduler;
    private final String node;

    JobRunner(
            JobStore store,
            ObjectProvider<JobKind> kinds,
            Directory directory,
            Changes changes,
            JsonMapper json,
            Clock clock,
            TransactionTemplate transaction,
            DataSource database,
            @Value("${kedang.data}") String data) {
        this.store = store;
        this.kinds = kinds;
        this.directory = directory;
        this.changes = changes;
        this.json = json;
        this.clock = clock;
        this.transaction = transaction;
        this.node = new SchedulerName.Hostname().getName() + ":" + data;
        this.scheduler =
                Scheduler.create(database, task())
                        .tableName(SCHEDULE)
                        .schedulerName(new SchedulerName.Fixed(node))
                        .executorService(Executors.newVirtualThreadPerTaskExecutor())
                        .threads(AT_ONCE)
                        .pollingInterval(Duration.ofSeconds(1))
                        .heartbeatInterval(Duration.ofSeconds(2))
                        .missedHeartbeatsLimit(4)
                        .shutdownMaxWait(Duration.ofSeconds(20))
                        .build();
    }

    private OneTimeTask<Void> task() {
        return Tasks.oneTime(TASK)
                .onDeadExecutionRevive()
                .onFailure(
                        (failed, operations) ->
                                operations.reschedule(failed, clock.instant().plus(BETWEEN_TRIES)))
                .execute((instance, context) -> run(idOf(instance.getId()), context));
    }

    /// A job is scheduled anew whenever it is to go on, each time under a name of its own.
    static String instance(JobId id, int run) {
        return id.value() + "/" + run;
    }

    private static JobId idOf(String instance) {
        return new JobId(UUID.fromString(instance.substring(0, instance.indexOf('/'))));
    }

    /// The data folder is locked for one server, so what this node has in hand at its start is left
    /// over from a run that was killed.
    @EventListener(ApplicationReadyEvent.class)
    void start() {
        store.release(node);
        scheduler.start();
    }

    @PreDestroy
    void stop() {
        scheduler.stop();
    }

    /// Looks for work at once.
    void wake() {
        scheduler.triggerCheckForDueExecutions();
    }

    private void run(JobId id, ExecutionContext context) {
        var taken = transaction.execute(status -> store.take(id, now()));
        if (taken == null || taken.isEmpty()) {
            return;
        }
        var job = taken.get();
        try {
            var result = work(job, context);
            end(job, JobState.DONE, result, null, List.of());
        } catch (JobStopped stopped) {
            stop(job, stopped, context);
        } catch (Refusal refusal) {
            fail(job, refusal.problem(), refusal.arguments());
        } catch (Exception e) {
            if (passes(e) && context.getExecution().consecutiveFailures < TRIES) {
                LOG.warn("job {} is tried again: {}", id.value(), e.toString());
                throw new IllegalStateException(e);
            }
            var trace = Long.toHexString(System.nanoTime());
            LOG.error("job {} ({}) broke, trace {}", id.value(), job.kind(), trace, e);
            fail(job, JobProblem.BROKE, List.of(trace));
        }
    }

    private @Nullable Object work(Job job, ExecutionContext context) throws Exception {
        var kind =
                kinds.stream()
                        .filter(each -> each.name().equals(job.kind()))
                        .findFirst()
                        .orElseThrow(() -> new Refusal(JobProblem.KIND_UNKNOWN, job.kind()));
        var owner =
                directory
                        .findUser(job.owner())
                        .filter(User::active)
                        .orElseThrow(() -> new Refusal(JobProblem.OWNER_GONE));
        var user = directory.currentUser(owner, job.rights());
        user.need(kind.right());
        var actor =
                new Actor(
                        owner.id(),
                        owner.displayName(),
                        kind.channel(),
                        null,
                        "job-" + job.id().value());
        var run =
                new JobRun(
                        job,
                        store,
                        changes,
                        json,
                        () -> context.getSchedulerState().isShuttingDown());
        return ScopedValue.where(Actor.CURRENT, actor)
                .where(CurrentUser.CURRENT, user)
                .call(
                        () -> {
                            tell(job, job.version());
                            return kind.run(run);
                        });
    }

    private void stop(Job job, JobStopped stopped, ExecutionContext context) {
        if (stopped.state() != null) {
            end(job, stopped.state(), null, null, List.of());
        } else if (context.getSchedulerState().isShuttingDown()) {
            throw stopped;
        }
    }

    private void fail(Job job, Problem problem, List<@Nullable Object> arguments) {
        end(
                job,
                JobState.FAILED,
                null,
                problem.code(),
                arguments.stream().map(String::valueOf).toList());
    }

    private void end(
            Job job,
            JobState state,
            @Nullable Object result,
            @Nullable String problem,
            List<String> arguments) {
        var endedAt = state.isOpen() ? null : now();
        transaction.executeWithoutResult(
                status ->
                        store.end(job.id(), job.run(), state, result, problem, arguments, endedAt)
                                .ifPresent(version -> tell(job, version)));
    }

    private void tell(Job job, int version) {
        directory
                .findUser(job.owner())
                .ifPresent(
                        owner ->
                                changes.tell(
                                        JobRun.CHANGE,
                                        job.id().value(),
                                        version,
                                        List.of(owner.principal())));
    }

    /// Whether the same work may succeed a moment later: the database was away, or chose a victim.
    private static boolean passes(Throwable e) {
        if (e instanceof TransactionSystemException rollback
                && rollback.getApplicationException() != null) {
            return passes(rollback.getApplicationException());
        }
        return e instanceof TransientDataAccessException
                || e instanceof RecoverableDataAccessException
                || e instanceof NonTransientDataAccessResourceException
                || e instanceof CannotCreateTransactionException
                || e instanceof TransactionSystemException
                || NestedExceptionUtils.getMostSpecificCause(e) instanceof java.net.SocketException;
    }

    private Instant now() {
        return clock.instant();
    }
}
