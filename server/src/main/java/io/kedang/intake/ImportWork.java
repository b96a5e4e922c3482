package io.kedang.intake;

import io.kedang.access.CurrentUser;
import io.kedang.access.Directory;
import io.kedang.customer.record.Origin;
import io.kedang.intake.Drafting.Counted;
import io.kedang.intake.RowStore.Bearer;
import io.kedang.intake.kind.Draft;
import io.kedang.intake.kind.OnDuplicate;
import io.kedang.intake.kind.Outcome;
import io.kedang.intake.kind.Twin;
import io.kedang.intake.plan.CellReader;
import io.kedang.intake.plan.OptionWords;
import io.kedang.intake.table.TableReader;
import io.kedang.intake.table.TableSource;
import io.kedang.job.JobRun;
import io.kedang.kernel.Actor;
import io.kedang.kernel.field.FieldInput;
import io.kedang.sealing.BlindIndex;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Goes through a file piece by piece: reads rows into values, finds their twins in sets, decides
/// what becomes of each, writes it and keeps a checkpoint, all of a piece in one transaction. A dry
/// run is the same without the writing. While one piece is written the next one is read, and its
/// twins are looked for.
@Component
class ImportWork {
    /// Rows that are written together: enough that a statement is worth its while, few enough that
    /// what two pieces hold is not copied by every collection of garbage.
    static final int PIECE = 500;

    private static final int KEPT_OF_ALL = 200;
    private static final int KEPT_REFUSED = 10_000;
    private static final int CONFIDENCE = 70;
    private static final int MOST_UNKNOWN = 200;

    private final ImportKinds kinds;
    private final ImportStore store;
    private final RowStore rows;
    private final Spool spool;
    private final CellSeal seal;
    private final FieldInput input;
    private final OptionWords words;
    private final Directory directory;
    private final BlindIndex index;
    private final TransactionTemplate transaction;

    ImportWork(
            ImportKinds kinds,
            ImportStore store,
            RowStore rows,
            Spool spool,
            CellSeal seal,
            FieldInput input,
            OptionWords words,
            Directory directory,
            BlindIndex index,
            TransactionTemplate transaction) {
        this.kinds = kinds;
        this.store = store;
        this.rows = rows;
        this.spool = spool;
        this.seal = seal;
        this.input = input;
        this.words = words;
        this.directory = directory;
        this.index = index;
        this.transaction = transaction;
    }

    /// How far a run has come.
    ///
    /// @param row the last one that is dealt with
    /// @param refused rows whose cells are kept for correction
    /// @param ours whether an earlier run wrote some of the rows
    /// @param keys version of the keys of the tokens by which rows recognise each other
    record Progress(
            long row,
            Counts counts,
            Map<String, Map<String, Integer>> unknown,
            int refused,
            boolean ours,
            @Nullable Integer keys) {}

    /// Rows that are written together.
    ///
    /// @param twins by row, as long as nothing that was there is changed before; null where only
    /// the transaction of the piece can tell them
    private record Piece(List<Draft> drafts, @Nullable Map<Long, Twin> twins) {}

    /// What the pieces of one run have in common.
    ///
    /// @param corrected cells by row and column
    /// @param decisions of the owner, by row
    /// @param beside runs what need not wait for the transaction of a piece
    private record Run(
            Import wanted,
            JobRun job,
            boolean dry,
            Drafting drafting,
            Map<Long, Map<Integer, String>> corrected,
            Map<Long, OnDuplicate> decisions,
            BlindIndex.Hold keys,
            ExecutorService beside) {}

    /// @return counts of all rows
    Counts run(Import wanted, JobRun job, boolean dry) throws Exception {
        var corrected = new HashMap<Long, Map<Integer, String>>();
        var decisions = new HashMap<Long, OnDuplicate>();
        rows.fixes(wanted.id())
                .forEach(
                        (row, fix) -> {
                            corrected.put(row, seal.openFix(wanted.id(), row, fix.cells()));
                            if (fix.decision() != null) {
                                decisions.put(row, fix.decision());
                            }
                        });
        try (var keys = index.hold();
                var table = TableSource.open(spool.get(wanted), wanted.options());
                var beside = Executors.newVirtualThreadPerTaskExecutor()) {
            var run =
                    new Run(wanted, job, dry, drafting(wanted), corrected, decisions, keys, beside);
            return run(run, table);
        }
    }

    private Counts run(Run run, TableReader table) throws Exception {
        var progress = begin(run.wanted(), run.job(), run.dry(), run.keys().version());
        skip(table, run.drafting(), progress.row());
        var user = CurrentUser.get();
        Callable<Piece> reading =
                () -> {
                    var drafts = read(run, table);
                    return new Piece(drafts, twins(run, drafts, user));
                };
        var next = run.beside().submit(reading);
        boolean changed = false;
        for (var piece = get(next); !piece.drafts().isEmpty(); piece = get(next)) {
            next = run.beside().submit(reading);
            var seen = changed ? new Piece(piece.drafts(), null) : piece;
            var before = progress;
            run.job().mayGoOn();
            progress = run.keys().in(() -> transaction.execute(status -> piece(run, seen, before)));
            changed = !run.dry() && progress.counts().updated() > before.counts().updated();
        }
        return progress.counts();
    }

    Drafting drafting(Import wanted) {
        var kind = kinds.get(wanted.plan().kind());
        return new Drafting(
                kind, wanted.plan(), new CellReader(input, words, directory, kind, wanted.plan()));
    }

    RowJudge judge(Import wanted, boolean dry) {
        return new RowJudge(
                rows,
                wanted.id(),
                kinds.get(wanted.plan().kind()),
                wanted.plan(),
                origin(wanted, null),
                dry);
    }

    static Origin origin(Import wanted, @Nullable String reason) {
        return new Origin(wanted.fileName(), Actor.Channel.IMPORT, null, CONFIDENCE, reason);
    }

    /// Goes on from the checkpoint, or begins at the first row: also when the tokens are gone,
    /// which a crash of the database takes away, or of a key that was replaced meanwhile. Rows that
    /// were written stay as they are.
    private Progress begin(Import wanted, JobRun job, boolean dry, int keys) {
        var kept = job.checkpoint(Progress.class);
        if (kept != null
                && Objects.equals(kept.keys(), keys)
                && (kept.counts().written() == 0 || rows.hasTokens(wanted.id()))) {
            rows.forgetTokens(wanted.id(), kept.row());
            return kept;
        }
        boolean ours = wanted.state().hasWritten();
        var fresh = new Progress(0, Counts.NONE, Map.of(), 0, ours, keys);
        transaction.executeWithoutResult(
                status -> {
                    rows.open(wanted.id(), !ours);
                    job.keep(0, total(wanted), fresh);
                });
        return fresh;
    }

    private static @Nullable Long total(Import wanted) {
        return wanted.counts().rows() == 0 ? null : wanted.counts().rows();
    }

    private static void skip(TableReader table, Drafting drafting, long upTo) throws IOException {
        for (long number = 0; number < upTo; number++) {
            var row = table.next();
            if (row == null) {
                return;
            }
            drafting.count(row);
        }
    }

    private List<Draft> read(Run run, TableReader table) throws IOException {
        var piece = new ArrayList<Counted>(PIECE);
        while (piece.size() < PIECE) {
            var row = table.next();
            if (row == null) {
                break;
            }
            piece.add(run.drafting().count(row));
        }
        return piece.parallelStream().map(row -> run.keys().in(() -> draft(run, row))).toList();
    }

    private @Nullable Map<Long, Twin> twins(Run run, List<Draft> drafts, CurrentUser user) {
        var plan = run.wanted().plan();
        var kind = kinds.get(plan.kind());
        if (!kind.findsByValues()) {
            return null;
        }
        var right = drafts.stream().filter(draft -> !draft.isWrong()).toList();
        return ScopedValue.where(CurrentUser.CURRENT, user)
                .call(
                        () ->
                                transaction.execute(
                                        status -> RowJudge.twins(kind, right, plan.settings())));
    }

    private Draft draft(Run run, Counted row) {
        var plan = run.wanted().plan();
        var fixed = run.corrected().getOrDefault(row.row().number(), Map.of());
        var draft = run.drafting().draft(row, fixed);
        if (!draft.isWrong()) {
            kinds.get(plan.kind()).prepare(draft, plan.settings(), run.dry());
        }
        return draft;
    }

    private static <T> T get(Future<T> future) throws Exception {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private static void await(CompletableFuture<Void> work) {
        try {
            work.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private Progress piece(Run run, Piece piece, Progress before) {
        var wanted = run.wanted();
        var drafts = piece.drafts();
        long first = drafts.getFirst().row();
        long last = drafts.getLast().row();
        var written =
                before.ours() ? rows.written(wanted.id(), first, last) : Map.<Long, RowResult>of();
        var judge = judge(wanted, run.dry());
        judge.decide(drafts, written, run.decisions(), piece.twins());
        var tokens =
                CompletableFuture.runAsync(
                        () -> keepTokens(wanted.id(), judge.fresh()), run.beside());
        var results = judge.write(drafts, written);
        if (before.ours()) {
            rows.forget(wanted.id(), first, last);
        }
        var stored = new ArrayList<RowResult>();
        var counts = before.counts();
        int refused = before.refused();
        for (var draft : drafts) {
            var result = Objects.requireNonNull(results.get(draft.row()));
            counts = counts.plus(result.outcome(), 1);
            if (written.containsKey(draft.row())) {
                continue;
            }
            boolean refuses =
                    result.outcome() == Outcome.WRONG || result.outcome() == Outcome.SUSPECTED;
            boolean kept = draft.row() <= KEPT_OF_ALL || refuses && refused++ < KEPT_REFUSED;
            stored.add(
                    kept
                            ? result.withCells(seal.seal(wanted.id(), draft.row(), draft.cells()))
                            : result);
        }
        rows.insert(wanted.id(), stored);
        var unknown = merged(before.unknown(), run.drafting().unknown(drafts));
        var progress = new Progress(last, counts, unknown, refused, before.ours(), before.keys());
        store.setProgress(
                wanted.id(), run.dry() ? wanted.state() : ImportState.PARTLY, counts, unknown);
        run.job().keep(last, total(wanted), progress);
        await(tokens);
        return progress;
    }

    /// In a transaction of its own, which ends before that of the piece does. If that one fails,
    /// what is kept of its rows is forgotten when the import goes on.
    private void keepTokens(ImportId id, Map<Long, List<Bearer>> fresh) {
        rows.insertTokens(id, fresh);
    }

    private static Map<String, Map<String, Integer>> merged(
            Map<String, Map<String, Integer>> known, Map<String, Map<String, Integer>> more) {
        if (more.isEmpty()) {
            return known;
        }
        var merged = new TreeMap<String, Map<String, Integer>>();
        known.forEach((field, values) -> merged.put(field, new TreeMap<>(values)));
        more.forEach(
                (field, values) -> {
                    var all = merged.computeIfAbsent(field, key -> new TreeMap<>());
                    values.forEach(
                            (value, count) -> {
                                if (all.size() < MOST_UNKNOWN || all.containsKey(value)) {
                                    all.merge(value, count, Integer::sum);
                                }
                            });
                });
        return merged;
    }
}
