package io.kedang.bulk;

import io.kedang.access.CurrentUser;
import io.kedang.access.Right;
import io.kedang.access.policy.Action;
import io.kedang.access.policy.PolicyCompiler;
import io.kedang.audit.Audit;
import io.kedang.audit.AuditAction;
import io.kedang.audit.AuditEntry;
import io.kedang.customer.Alteration;
import io.kedang.customer.Alteration.Altered;
import io.kedang.customer.CustomerBulk;
import io.kedang.customer.CustomerId;
import io.kedang.customer.CustomerLists;
import io.kedang.job.JobId;
import io.kedang.job.Jobs;
import io.kedang.kernel.Refusal;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The door to bulk changes: looked at before, done by a job, taken back by another one.
@Service
@Transactional
public class Bulks {
    static final Duration UNDO_PERIOD = Duration.ofDays(30);
    static final String SUBJECT = "bulk";

    /// Open pages hear that files have changed, not which.
    static final String FILES = "customers";

    /// A preview looks at so many files one by one.
    static final int LOOKED_AT = 10_000;

    private static final int SHOWN = 100;
    private static final int EXAMPLES = 20;
    private static final int PAGE = 1_000;

    private final BulkStore store;
    private final BulkWishes wishes;
    private final CustomerBulk files;
    private final CustomerLists lists;
    private final PolicyCompiler policies;
    private final BulkJob changing;
    private final BulkUndoJob undoing;
    private final Jobs jobs;
    private final Audit audit;
    private final Clock clock;
    private final TransactionTemplate transaction;

    Bulks(
            BulkStore store,
            BulkWishes wishes,
            CustomerBulk files,
            CustomerLists lists,
            PolicyCompiler policies,
            BulkJob changing,
            BulkUndoJob undoing,
            Jobs jobs,
            Audit audit,
            Clock clock,
            TransactionTemplate transaction) {
        this.store = store;
        this.wishes = wishes;
        this.files = files;
        this.lists = lists;
        this.policies = policies;
        this.changing = changing;
        this.undoing = undoing;
        this.jobs = jobs;
        this.audit = audit;
        this.clock = clock;
        this.transaction = transaction;
    }

    /// @param looked of how many files it is known what would become of them
    /// @param examples the first that would not change, or all the same
    record Preview(
            int looked,
            boolean complete,
            Map<RowOutcome, Integer> counts,
            List<Altered> examples,
            Map<UUID, BulkStore.Named> names) {}

    /// What would become of the files; changes nothing, and holds only those it looks at.
    @Transactional(propagation = Propagation.NEVER)
    Preview preview(BulkBody body) {
        var alteration = wishes.read(body.change());
        var counts = new EnumMap<RowOutcome, Integer>(RowOutcome.class);
        var examples = new ArrayList<Altered>();
        int looked = 0;
        var walk = new Walk(body.files());
        while (looked < LOOKED_AT && walk.hasMore()) {
            var altered = look(walk, alteration, body.change());
            looked += altered.size();
            for (var each : altered) {
                counts.merge(RowOutcome.valueOf(each.outcome().name()), 1, Integer::sum);
                if (each.outcome() != Alteration.Outcome.CHANGED && examples.size() < EXAMPLES) {
                    examples.add(each);
                }
            }
        }
        var names =
                store.names(
                        examples.stream().map(each -> each.file().value()).toList(),
                        policies.visible(Action.FIND));
        return new Preview(looked, !walk.hasMore(), counts, examples, names);
    }

    private List<Altered> look(Walk walk, Alteration alteration, BulkChange change) {
        var origin = BulkWishes.origin(change);
        return transaction.execute(_ -> files.alter(walk.next(), alteration, origin, true));
    }

    /// Fixes the files and begins. The same call again is harmless.
    Bulk begin(UUID id, BulkBody body) {
        var user = CurrentUser.get();
        wishes.read(body.change());
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var wanted =
                new Bulk(
                        id,
                        body.change(),
                        user.id(),
                        now,
                        BulkState.RUNNING,
                        0,
                        null,
                        now.plus(UNDO_PERIOD),
                        null);
        if (!store.insert(wanted)) {
            var there = store.find(id).filter(each -> each.startedBy().equals(user.id()));
            return there.filter(each -> each.change().equals(body.change()))
                    .orElseThrow(() -> new Refusal(BulkProblem.ID_TAKEN));
        }
        int total = 0;
        var walk = new Walk(body.files());
        while (walk.hasMore()) {
            total += store.add(id, walk.next());
        }
        if (total == 0) {
            throw new Refusal(BulkProblem.NO_FILES);
        }
        store.setTotal(id, total);
        audit.record(
                AuditEntry.of(AuditAction.BULK_CHANGED, SUBJECT, id)
                        .fields(BulkWishes.fields(body.change()))
                        .detail("customers", total)
                        .reason(body.change().reason()));
        store.setJob(id, jobs.start(changing, title(total), new BulkJob.Input(id)).id().value());
        return get(id);
    }

    /// Begins to take back what is still as it was left.
    Bulk undo(UUID id) {
        var wanted = store.hold(id).filter(this::isMine).orElseThrow(Bulks::unknown);
        wanted.change().action().check(CurrentUser.get());
        if (isTakenBack(wanted)) {
            throw new Refusal(BulkProblem.UNDONE);
        }
        if (clock.instant().isAfter(wanted.undoUntil())) {
            throw new Refusal(BulkProblem.TOO_LATE);
        }
        store.setState(id, BulkState.UNDOING, wanted.undoUntil(), null);
        var job = jobs.start(undoing, title(wanted.total()), new BulkJob.Input(id));
        store.setJob(id, job.id().value());
        return get(id);
    }

    /// Whether that has ended, or a job is still at it; one that was cancelled can begin anew.
    private boolean isTakenBack(Bulk wanted) {
        return switch (wanted.state()) {
            case UNDONE -> true;
            case UNDOING ->
                    Optional.ofNullable(wanted.job())
                            .flatMap(job -> jobs.find(new JobId(job)))
                            .filter(job -> job.state().isOpen())
                            .isPresent();
            default -> false;
        };
    }

    /// Own ones, and those of everybody for who administers; the newest.
    @Transactional(readOnly = true)
    List<Bulk> list() {
        var user = CurrentUser.get();
        user.need(Right.CUSTOMER_EDIT);
        return store.newest(user.may(Right.ADMINISTER) ? null : user.id(), SHOWN);
    }

    @Transactional(readOnly = true)
    Bulk get(UUID id) {
        CurrentUser.get().need(Right.CUSTOMER_EDIT);
        return store.find(id).filter(this::isMine).orElseThrow(Bulks::unknown);
    }

    @Transactional(readOnly = true)
    Map<RowOutcome, Integer> counts(UUID id) {
        return store.counts(get(id).id());
    }

    /// Files that the current user finds, and what became of them.
    @Transactional(readOnly = true)
    List<BulkStore.SeenRow> rows(UUID id, UUID after, @Nullable RowOutcome outcome, int most) {
        return store.rows(get(id).id(), after, outcome, most, policies.visible(Action.FIND));
    }

    private boolean isMine(Bulk wanted) {
        var user = CurrentUser.get();
        return wanted.startedBy().equals(user.id()) || user.may(Right.ADMINISTER);
    }

    private static Refusal unknown() {
        return new Refusal(BulkProblem.UNKNOWN);
    }

    private static String title(int files) {
        return Integer.toString(files);
    }

    /// Goes through the files that are meant, as far as the current user finds them.
    private final class Walk {
        private final BulkBody.Files wanted;
        private @Nullable String after;
        private int begun;
        private boolean more = true;

        Walk(BulkBody.Files wanted) {
            this.wanted = wanted;
        }

        boolean hasMore() {
            return more;
        }

        List<CustomerId> next() {
            var ids = wanted.ids();
            if (ids != null) {
                int end = Math.min(ids.size(), begun + PAGE);
                var page = store.findable(ids.subList(begun, end), policies.visible(Action.FIND));
                begun = end;
                more = end < ids.size();
                return page;
            }
            var page = lists.page(wanted.query(PAGE, after));
            after = page.next();
            more = after != null;
            return page.items().stream().map(file -> file.id()).toList();
        }
    }
}
