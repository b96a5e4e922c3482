package io.kedang.job;

import com.github.kagkarlsson.scheduler.SchedulerClient;

import io.kedang.access.CurrentUser;
import io.kedang.kernel.NewId;
import io.kedang.kernel.Refusal;
import io.kedang.live.Changes;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import javax.sql.DataSource;

/// The door to long work: starting it, looking at it, stopping it and letting it go on. Everybody
/// sees his own jobs only.
@Service
@Transactional
public class Jobs {
    /// Sorts behind every id.
    private static final UUID END = new UUID(-1L, -1L);

    private final JobStore store;
    private final JobRunner runner;
    private final Changes changes;
    private final Clock clock;
    private final SchedulerClient schedule;

    Jobs(JobStore store, JobRunner runner, Changes changes, Clock clock, DataSource database) {
        this.store = store;
        this.runner = runner;
        this.changes = changes;
        this.clock = clock;
        this.schedule =
                SchedulerClient.Builder.create(new TransactionAwareDataSourceProxy(database))
                        .tableName(JobRunner.SCHEDULE)
                        .build();
    }

    /// Queues work for the current user. It begins when this transaction commits, and only then.
    ///
    /// @param title what the owner calls it: a file's name
    public Job start(JobKind kind, String title, Object input) {
        var user = CurrentUser.get();
        user.need(kind.right());
        var id = new JobId(NewId.next());
        store.insert(id, kind.name(), title, user.id(), user.rights(), input, clock.instant());
        queue(id, 0);
        return get(id);
    }

    @Transactional(readOnly = true)
    public Job get(JobId id) {
        return find(id).orElseThrow(() -> new Refusal(JobProblem.NOT_FOUND, id.value()));
    }

    @Transactional(readOnly = true)
    public Optional<Job> find(JobId id) {
        var user = CurrentUser.get();
        return store.find(id).filter(job -> job.owner().equals(user.id()));
    }

    /// Own jobs, newest first.
    ///
    /// @param after the last one of the page before
    @Transactional(readOnly = true)
    public List<Job> list(@Nullable JobId after, int size) {
        return store.page(CurrentUser.get().id(), after == null ? END : after.value(), size);
    }

    /// Whether work of this kind waits or goes on, whoever started it.
    @Transactional(readOnly = true)
    public boolean isAtWork(JobKind kind) {
        return store.isAtWork(kind.name());
    }

    /// A queued job pauses at once, a running one at its next stop.
    public Job pause(JobId id) {
        return stop(id, JobState.PAUSED, EnumSet.of(JobState.QUEUED));
    }

    public Job cancel(JobId id) {
        return stop(id, JobState.CANCELLED, EnumSet.of(JobState.QUEUED, JobState.PAUSED));
    }

    /// Goes on from the last checkpoint, after a pause or a failure.
    public Job resume(JobId id) {
        var job = get(id);
        if (store.move(id, EnumSet.of(JobState.PAUSED, JobState.FAILED), JobState.QUEUED, null)) {
            queue(id, job.run());
        } else if (!store.want(id, null) && job.state() != JobState.QUEUED) {
            throw new Refusal(JobProblem.ENDED, job.title());
        }
        return told(id);
    }

    private Job stop(JobId id, JobState state, Set<JobState> atOnce) {
        var job = get(id);
        var endedAt = state.isOpen() ? null : clock.instant();
        boolean stops = store.move(id, atOnce, state, endedAt) || store.want(id, state);
        if (!stops && job.state() != state) {
            throw new Refusal(JobProblem.ENDED, job.title());
        }
        return told(id);
    }

    private Job told(JobId id) {
        var job = get(id);
        changes.tell(
                JobRun.CHANGE, id.value(), job.version(), List.of(CurrentUser.get().principal()));
        return job;
    }

    private void queue(JobId id, int run) {
        schedule.scheduleIfNotExists(
                JobRunner.TASK.instance(JobRunner.instance(id, run)).build(), clock.instant());
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                        runner.wake();
                    }
                });
    }
}
