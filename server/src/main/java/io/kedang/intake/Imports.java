package io.kedang.intake;

import io.kedang.access.CurrentUser;
import io.kedang.access.Right;
import io.kedang.customer.record.Done;
import io.kedang.intake.Drafting.Counted;
import io.kedang.intake.kind.Draft;
import io.kedang.intake.kind.ImportKind;
import io.kedang.intake.kind.OnDuplicate;
import io.kedang.intake.kind.Outcome;
import io.kedang.intake.table.TableOptions;
import io.kedang.intake.table.TableSource;
import io.kedang.job.Job;
import io.kedang.job.JobKind;
import io.kedang.job.Jobs;
import io.kedang.kernel.NewId;
import io.kedang.kernel.Refusal;
import io.kedang.sealing.KeyStore;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/// The door to imports. An import belongs to whoever brought the file; nobody else sees it.
@Service
@Transactional
public class Imports {
    public static final String SUBJECT = "import";

    /// How long an import can be undone, and its file is kept where rows were refused.
    static final Duration UNDO_PERIOD = Duration.ofDays(30);

    private static final UUID END = new UUID(-1L, -1L);
    private static final int LONGEST_NAME = 200;

    private final ImportStore store;
    private final RowStore rows;
    private final Spool spool;
    private final CellSeal seal;
    private final KeyStore keys;
    private final ImportKinds kinds;
    private final Planning planning;
    private final ImportWork work;
    private final Jobs jobs;
    private final CheckJob check;
    private final RunJob run;
    private final UndoJob undo;
    private final Clock clock;

    Imports(
            ImportStore store,
            RowStore rows,
            Spool spool,
            CellSeal seal,
            KeyStore keys,
            ImportKinds kinds,
            Planning planning,
            ImportWork work,
            Jobs jobs,
            CheckJob check,
            RunJob run,
            UndoJob undo,
            Clock clock) {
        this.store = store;
        this.rows = rows;
        this.spool = spool;
        this.seal = seal;
        this.keys = keys;
        this.kinds = kinds;
        this.planning = planning;
        this.work = work;
        this.jobs = jobs;
        this.check = check;
        this.run = run;
        this.undo = undo;
        this.clock = clock;
    }

    /// Takes a file in, finds out its form and what its columns may mean.
    ///
    /// @param kind of records, null to find it out
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public Import bring(
            String fileName, InputStream content, @Nullable String kind, TableOptions options) {
        var user = CurrentUser.get();
        user.need(Right.IMPORT);
        var told = kind == null ? null : mine(kinds.get(kind));
        var id = new ImportId(NewId.next());
        keys.newKey(id.value());
        long bytes = spool.keep(id, content);
        try {
            var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            var look = planning.look(fileName, spool.file(id), options);
            var ofKind = told == null ? planning.kind(look, kinds.listOf(user)) : told;
            var wanted =
                    new Import(
                            id,
                            shortened(fileName),
                            user.id(),
                            ImportState.READY,
                            look.shape(),
                            options,
                            seal.sealRows(id, look.samples()),
                            planning.plan(ofKind, look),
                            Counts.NONE,
                            Map.of(),
                            List.of(),
                            null,
                            bytes,
                            1,
                            now,
                            null,
                            now.plus(UNDO_PERIOD),
                            null);
            store.insert(wanted);
            return wanted;
        } catch (RuntimeException e) {
            spool.remove(id);
            throw e;
        }
    }

    private static String shortened(String fileName) {
        var name = fileName.replaceAll("^.*[/\\\\]", "").strip();
        return name.length() <= LONGEST_NAME ? name : name.substring(name.length() - LONGEST_NAME);
    }

    @Transactional(readOnly = true)
    public Import get(ImportId id) {
        CurrentUser.get().need(Right.IMPORT);
        return own(store.find(id), id);
    }

    private static Import own(Optional<Import> found, ImportId id) {
        return found.filter(wanted -> wanted.owner().equals(CurrentUser.get().id()))
                .orElseThrow(() -> new Refusal(ImportProblem.NOT_FOUND, id.value()));
    }

    /// Own imports, newest first.
    @Transactional(readOnly = true)
    public List<Import> list(@Nullable ImportId after, int size) {
        CurrentUser.get().need(Right.IMPORT);
        return store.page(CurrentUser.get().id(), after == null ? END : after.value(), size);
    }

    /// An import, and the job that worked on it last.
    record Worked(Import wanted, Optional<Job> job) {}

    /// Both as they stand at one moment: what a job has done is there when the job has ended.
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Worked worked(ImportId id) {
        var wanted = get(id);
        return new Worked(wanted, findJob(wanted));
    }

    /// The job that worked on it last.
    @Transactional(readOnly = true)
    public Optional<Job> findJob(Import wanted) {
        return Optional.ofNullable(wanted.job()).flatMap(jobs::find);
    }

    @Transactional(readOnly = true)
    public List<List<String>> samples(Import wanted) {
        return seal.openRows(wanted.id(), wanted.samples());
    }

    private static ImportKind mine(ImportKind kind) {
        kind.rights().forEach(CurrentUser.get()::need);
        return kind;
    }

    /// What an undoing left, by name: records of the kind, and customer files opened for them.
    Map<UUID, ImportKind.Shown> show(Import wanted) {
        var records = wanted.conflicts().stream().map(Done.Conflict::record).toList();
        var names = new HashMap<>(kinds.usual().show(records));
        names.putAll(kind(wanted).show(records));
        return names;
    }

    ImportKind kind(Import wanted) {
        return kinds.get(wanted.plan().kind());
    }

    /// Another form of the file or another kind makes the plan anew.
    public Import change(ImportId id, PlanChange change) {
        var wanted = idle(id);
        if (wanted.state().hasWritten()) {
            throw new Refusal(ImportProblem.BUSY, wanted.fileName());
        }
        var kind = mine(change.kind() == null ? kind(wanted) : kinds.get(change.kind()));
        var options = change.shape() == null ? wanted.options() : change.shape();
        boolean anew = change.shape() != null || !kind.code().equals(wanted.plan().kind());
        var shape = wanted.shape();
        var samples = wanted.samples();
        var plan = wanted.plan();
        if (anew) {
            var look = planning.look(wanted.fileName(), spool.get(wanted), options);
            shape = look.shape();
            samples = seal.sealRows(id, look.samples());
            plan = planning.plan(kind, look);
        }
        var changed = wanted.planned(shape, options, samples, planning.change(kind, plan, change));
        store.setPlan(changed);
        return get(id);
    }

    /// Finds out what would become of every row; writes no record.
    public Job check(ImportId id) {
        return start(idle(id), check);
    }

    public Job run(ImportId id) {
        CurrentUser.get().need(Right.CUSTOMER_EDIT);
        return start(idle(id), run);
    }

    private Job start(Import wanted, JobKind kind) {
        if (wanted.state() == ImportState.UNDONE) {
            throw new Refusal(ImportProblem.UNDONE, wanted.fileName());
        }
        spool.get(wanted);
        planning.refuseUnmapped(mine(kind(wanted)), wanted.plan());
        return started(wanted, kind);
    }

    /// Takes back what the import did, as far as nobody touched it since.
    public Job undo(ImportId id) {
        var wanted = idle(id);
        mine(kind(wanted));
        if (!wanted.state().hasWritten()) {
            throw new Refusal(ImportProblem.NOTHING_TO_UNDO, wanted.fileName());
        }
        if (wanted.clearedAt() != null || clock.instant().isAfter(wanted.expiresAt())) {
            throw new Refusal(ImportProblem.UNDO_EXPIRED, UNDO_PERIOD.toDays());
        }
        return started(wanted, undo);
    }

    private Job started(Import wanted, JobKind kind) {
        var job = jobs.start(kind, wanted.fileName(), new ImportJob(wanted.id().value()));
        store.setJob(wanted.id(), job.id());
        return job;
    }

    /// The import, held for a change; refused while a job works on it.
    private Import idle(ImportId id) {
        CurrentUser.get().need(Right.IMPORT);
        var wanted = own(store.lock(id), id);
        if (findJob(wanted).map(Job::state).filter(state -> state.isOpen()).isPresent()) {
            throw new Refusal(ImportProblem.BUSY, wanted.fileName());
        }
        return wanted;
    }

    /// A row of the file with what became of it, or would.
    ///
    /// @param cells as they stand in the file, corrections included; null where they are not kept
    public record SeenRow(
            RowResult result,
            @Nullable List<String> cells,
            @Nullable OnDuplicate decision,
            ImportKind.@Nullable Shown twin) {}

    /// @param outcomes all when empty
    @Transactional(readOnly = true)
    public List<SeenRow> rows(Import wanted, Collection<Outcome> outcomes, long after, int size) {
        return seen(wanted, rows.page(wanted.id(), outcomes, after, size));
    }

    private List<SeenRow> seen(Import wanted, List<RowResult> results) {
        mine(kind(wanted));
        var fixes = rows.fixes(wanted.id());
        var twins =
                kind(wanted)
                        .show(
                                results.stream()
                                        .map(RowResult::twin)
                                        .filter(Objects::nonNull)
                                        .toList());
        return results.stream()
                .map(
                        result -> {
                            var fix = fixes.get(result.row());
                            return new SeenRow(
                                    result,
                                    result.cells() == null || wanted.clearedAt() != null
                                            ? null
                                            : seal.open(wanted.id(), result.row(), result.cells()),
                                    fix == null ? null : fix.decision(),
                                    result.twin() == null ? null : twins.get(result.twin()));
                        })
                .toList();
    }

    /// Corrects cells of a row, or decides what is done with it, and says what would become of it
    /// now.
    ///
    /// @param decision null to take it back
    /// @param cells texts by column
    public SeenRow fix(
            ImportId id, long row, @Nullable OnDuplicate decision, Map<Integer, String> cells) {
        var wanted = idle(id);
        mine(kind(wanted));
        var before =
                rows.find(id, row).orElseThrow(() -> new Refusal(ImportProblem.ROW_UNKNOWN, row));
        if (before.isWritten()) {
            throw new Refusal(ImportProblem.ROW_WRITTEN, row);
        }
        var corrected =
                new TreeMap<>(
                        seal.openFix(
                                id,
                                row,
                                Optional.ofNullable(rows.fixes(id).get(row))
                                        .map(RowStore.Fix::cells)
                                        .orElse(null)));
        corrected.putAll(cells);
        rows.fix(
                id,
                row,
                new RowStore.Fix(
                        decision, corrected.isEmpty() ? null : seal.sealFix(id, row, corrected)));
        var drafting = work.drafting(wanted);
        var draft = drafting.draft(find(wanted, drafting, before), corrected);
        var after = judged(wanted, draft, decision);
        rows.forget(id, row, row);
        rows.insert(id, List.of(after));
        store.setProgress(
                id,
                wanted.state(),
                wanted.counts().plus(before.outcome(), -1).plus(after.outcome(), 1),
                wanted.unknown());
        return seen(wanted, List.of(after)).getFirst();
    }

    private RowResult judged(Import wanted, Draft draft, @Nullable OnDuplicate decision) {
        var chosen = decision == null ? Map.<Long, OnDuplicate>of() : Map.of(draft.row(), decision);
        var judge = work.judge(wanted, true);
        judge.decide(List.of(draft), Map.of(), chosen, null);
        var results = judge.write(List.of(draft), Map.of());
        var result = Objects.requireNonNull(results.get(draft.row()));
        return result.withCells(seal.seal(wanted.id(), draft.row(), draft.cells()));
    }

    /// The row as it stands in the file.
    private Counted find(Import wanted, Drafting drafting, RowResult row) {
        try (var table = TableSource.open(spool.get(wanted), wanted.options())) {
            for (var each = table.next(); each != null; each = table.next()) {
                var counted = drafting.count(each);
                if (each.number() == row.row()) {
                    return counted;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new Refusal(ImportProblem.ROW_UNKNOWN, row.row());
    }

    /// Clears what has expired: files, rows, and the keys of what was kept of them.
    void clearExpired() {
        for (var id : store.expired(clock.instant())) {
            spool.remove(id);
            rows.close(id, true);
            rows.forgetFixes(id);
            keys.erase(List.of(id.value()));
            store.setCleared(id, clock.instant());
        }
    }
}
