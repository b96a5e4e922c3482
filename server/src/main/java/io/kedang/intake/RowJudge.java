package io.kedang.intake;

import io.kedang.customer.record.Origin;
import io.kedang.intake.RowStore.Bearer;
import io.kedang.intake.kind.Draft;
import io.kedang.intake.kind.ImportKind;
import io.kedang.intake.kind.OnDuplicate;
import io.kedang.intake.kind.Outcome;
import io.kedang.intake.kind.Planned;
import io.kedang.intake.kind.Trait;
import io.kedang.intake.kind.Twin;
import io.kedang.intake.plan.ImportPlan;
import io.kedang.kernel.NewId;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/// Decides what becomes of a piece of rows, and has it written: first [#decide], then [#write].
/// Within the transaction of the piece.
final class RowJudge {
    private final RowStore rows;
    private final ImportId id;
    private final ImportKind kind;
    private final ImportPlan plan;
    private final Origin origin;
    private final boolean dry;

    /// By what the rows of this piece recognise each other.
    private final Map<Long, List<Bearer>> fresh = new LinkedHashMap<>();

    private Map<Long, List<Bearer>> earlier = Map.of();
    private final Map<Long, Verdict> verdicts = new LinkedHashMap<>();
    private final List<Planned> planned = new ArrayList<>();

    RowJudge(
            RowStore rows,
            ImportId id,
            ImportKind kind,
            ImportPlan plan,
            Origin origin,
            boolean dry) {
        this.rows = rows;
        this.id = id;
        this.kind = kind;
        this.plan = plan;
        this.origin = origin;
        this.dry = dry;
    }

    private record Verdict(@Nullable Twin twin, @Nullable OnDuplicate action, UUID record) {}

    /// The records that right rows are, or seem to be, by row.
    static Map<Long, Twin> twins(ImportKind kind, List<Draft> right, Map<String, String> settings) {
        var twins = new HashMap<Long, Twin>();
        kind.find(right, settings)
                .forEach((place, twin) -> twins.put(right.get(place).row(), twin));
        return twins;
    }

    /// @param drafts in the order of the file
    /// @param written what an earlier run wrote of them, by row
    /// @param decisions of the owner, by row
    /// @param foreseen the twins of the right rows where they are known already
    void decide(
            List<Draft> drafts,
            Map<Long, RowResult> written,
            Map<Long, OnDuplicate> decisions,
            @Nullable Map<Long, Twin> foreseen) {
        var open = right(drafts).filter(draft -> !written.containsKey(draft.row())).toList();
        kind.resolve(right(drafts).toList(), plan.settings());
        var traits = traits(drafts);
        earlier = rows.bearers(id, tokens(traits));
        var twins =
                foreseen != null ? foreseen : twins(kind, right(open).toList(), plan.settings());
        for (var draft : drafts) {
            var own = traits.getOrDefault(draft.row(), List.of());
            var done = written.get(draft.row());
            if (done != null && done.record() != null) {
                bear(own, draft.row(), done.record());
            } else if (!draft.isWrong()) {
                var verdict = verdict(own, twins.get(draft.row()), decisions.get(draft.row()));
                verdicts.put(draft.row(), verdict);
                if (verdict.action() != null && verdict.action() != OnDuplicate.SKIP) {
                    planned.add(new Planned(draft, verdict.action(), verdict.record()));
                    bear(own, draft.row(), verdict.record());
                }
            }
        }
    }

    private static Stream<Draft> right(List<Draft> drafts) {
        return drafts.stream().filter(draft -> !draft.isWrong());
    }

    /// What was decided.
    Map<Long, RowResult> write(List<Draft> drafts, Map<Long, RowResult> written) {
        var outcome = kind.write(planned, plan.settings(), origin, dry);
        var results = new LinkedHashMap<Long, RowResult>();
        for (var draft : drafts) {
            var done = written.get(draft.row());
            var verdict = verdicts.get(draft.row());
            results.put(
                    draft.row(),
                    done != null
                            ? done
                            : verdict == null
                                    ? result(draft, Outcome.WRONG, null, null)
                                    : result(draft, verdict, outcome.get(draft.row())));
        }
        return results;
    }

    /// By what the rows are recognised, for those that follow.
    Map<Long, List<Bearer>> fresh() {
        return fresh;
    }

    private Map<Long, List<Trait>> traits(List<Draft> drafts) {
        var traits = new HashMap<Long, List<Trait>>();
        for (var draft : drafts) {
            if (!draft.isWrong()) {
                traits.put(draft.row(), kind.traits(draft, plan.settings()));
            }
        }
        return traits;
    }

    private static List<Long> tokens(Map<Long, List<Trait>> traits) {
        return traits.values().stream().flatMap(List::stream).map(Trait::token).distinct().toList();
    }

    private void bear(List<Trait> traits, long row, UUID record) {
        for (var trait : traits) {
            fresh.computeIfAbsent(trait.token(), token -> new ArrayList<>())
                    .add(new Bearer(row, trait.rival(), record));
        }
    }

    private Verdict verdict(
            List<Trait> traits, @Nullable Twin inBase, @Nullable OnDuplicate decision) {
        var inFile = twinInFile(traits);
        var twin = stronger(inFile, isOurs(traits, inBase) ? null : inBase);
        var action = TwinRule.action(twin, plan.onDuplicate(), decision);
        return new Verdict(
                twin,
                action,
                twin == null || action == OnDuplicate.CREATE ? NewId.next() : twin.record());
    }

    private @Nullable Twin twinInFile(List<Trait> traits) {
        for (var trait : traits) {
            for (var bearer : bearers(trait)) {
                if (trait.matches(bearer.rival())) {
                    return new Twin(bearer.record(), trait.basis(), true, bearer.row());
                }
            }
        }
        return null;
    }

    /// Whether the twin was made by this import: then the rows of the file have been compared
    /// already.
    private boolean isOurs(List<Trait> traits, @Nullable Twin inBase) {
        return inBase != null
                && traits.stream()
                        .flatMap(trait -> bearers(trait).stream())
                        .anyMatch(bearer -> bearer.record().equals(inBase.record()));
    }

    private List<Bearer> bearers(Trait trait) {
        var before = earlier.getOrDefault(trait.token(), List.of());
        var here = fresh.get(trait.token());
        if (here == null) {
            return before;
        }
        var all = new ArrayList<>(before);
        all.addAll(here);
        return all;
    }

    private static @Nullable Twin stronger(@Nullable Twin inFile, @Nullable Twin inBase) {
        if (inFile == null || inBase == null) {
            return inFile == null ? inBase : inFile;
        }
        return inBase.basis().compareTo(inFile.basis()) < 0 ? inBase : inFile;
    }

    private RowResult result(Draft draft, Verdict verdict, Planned.@Nullable Written written) {
        var action = verdict.action();
        if (action == null) {
            return result(draft, Outcome.SUSPECTED, verdict.twin(), null);
        }
        return switch (action) {
            case SKIP -> result(draft, Outcome.SKIPPED, verdict.twin(), null);
            case CREATE ->
                    result(
                            draft,
                            written != null && written.version() == null
                                    ? Outcome.SKIPPED
                                    : Outcome.NEW,
                            verdict.twin(),
                            written);
            case FILL, OVERWRITE -> {
                boolean changed =
                        written != null && written.version() != null
                                || verdict.twin() != null && verdict.twin().row() != null;
                yield result(
                        draft,
                        changed ? Outcome.UPDATED : Outcome.SKIPPED,
                        verdict.twin(),
                        written);
            }
        };
    }

    private RowResult result(
            Draft draft, Outcome outcome, @Nullable Twin twin, Planned.@Nullable Written written) {
        var version = dry || written == null ? null : written.version();
        var opened = dry || written == null ? null : written.opened();
        var record = twin == null || dry && twin.row() != null ? null : twin.record();
        return new RowResult(
                draft.row(),
                draft.line(),
                outcome,
                version == null || written == null ? null : written.record(),
                version,
                opened,
                record,
                twin == null ? null : twin.row(),
                twin == null ? null : twin.basis(),
                List.copyOf(draft.problems()),
                null);
    }
}
