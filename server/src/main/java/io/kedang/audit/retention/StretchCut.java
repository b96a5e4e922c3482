package io.kedang.audit.retention;

import io.kedang.audit.AuditProblem;
import io.kedang.audit.chain.ChainLink;
import io.kedang.audit.chain.ChainStore;
import io.kedang.audit.chain.EntryRow;
import io.kedang.audit.chain.Gap;
import io.kedang.audit.chain.Gaps;
import io.kedang.kernel.Refusal;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What a removal takes out of a stretch, and what it leaves. Refuses a stretch that is not as it
/// was sealed: a removal must not wipe away the traces of a tampering.
///
/// @param firstAt the earliest moment of all entries of the stretch; `lastAt` the latest
record StretchCut(List<Long> ids, List<Gap> gaps, Instant firstAt, Instant lastAt) {

    static StretchCut of(Stretch stretch, long removal, ChainStore chain) {
        var cut = new Cutting(stretch, removal);
        int size = (int) (stretch.last() - stretch.first() + 1);
        var seals = chain.seals(stretch.first() - 1, size);
        if (seals.size() != size) {
            throw new Refusal(AuditProblem.STRETCH_DAMAGED, stretch.first());
        }
        var links = chain.links(stretch.first(), stretch.last());
        var gaps = chain.gaps(stretch.first(), stretch.last());
        for (var seal : seals) {
            var entries = chain.entries(seal.entries(), seal.firstAt(), seal.lastAt());
            cut.seal(seal, entries, gaps, links.get(seal.number()));
        }
        cut.endRun();
        return new StretchCut(
                cut.ids,
                cut.gaps,
                seals.stream().map(ChainLink.Sealed::firstAt).min(Instant::compareTo).orElseThrow(),
                seals.stream().map(ChainLink.Sealed::lastAt).max(Instant::compareTo).orElseThrow());
    }

    /// The work on one stretch.
    private static final class Cutting {
        private final Stretch stretch;
        private final long removal;
        private final List<Long> ids = new ArrayList<>();
        private final List<Gap> gaps = new ArrayList<>();
        private long runFirst;
        private long runLast;

        Cutting(Stretch stretch, long removal) {
            this.stretch = stretch;
            this.removal = removal;
        }

        void seal(
                ChainLink.Sealed seal,
                Map<Long, EntryRow> entries,
                Gaps earlier,
                @Nullable ChainLink link) {
            if (!isWhole(seal, entries, earlier, link)) {
                throw new Refusal(AuditProblem.STRETCH_DAMAGED, seal.number());
            }
            var going =
                    seal.entries().stream()
                            .filter(entries::containsKey)
                            .filter(id -> stretch.takes(row(entries, id).action()))
                            .toList();
            if (going.isEmpty()) {
                return;
            }
            ids.addAll(going);
            if (going.size() == seal.entries().size()) {
                extendRun(seal.number());
            } else {
                endRun();
                gaps.add(gap(seal.number(), going, entries));
            }
        }

        private static boolean isWhole(
                ChainLink.Sealed seal,
                Map<Long, EntryRow> entries,
                Gaps earlier,
                @Nullable ChainLink link) {
            if (link == null || earlier.hasAll(seal.number())) {
                return link != null;
            }
            var leaves = new ArrayList<byte[]>();
            for (long id : seal.entries()) {
                var entry = entries.get(id);
                var gone = earlier.find(id);
                if (entry != null) {
                    leaves.add(entry.leaf());
                } else if (gone != null) {
                    leaves.add(gone.leaf());
                } else {
                    return false;
                }
            }
            return Arrays.equals(ChainLink.NONE.next(seal, leaves).content(), link.content());
        }

        private static EntryRow row(Map<Long, EntryRow> entries, long id) {
            return Objects.requireNonNull(entries.get(id));
        }

        private Gap gap(long seal, List<Long> going, Map<Long, EntryRow> entries) {
            var macs = new ByteArrayOutputStream();
            var leaves = new ByteArrayOutputStream();
            for (long id : going) {
                macs.writeBytes(row(entries, id).mac());
                leaves.writeBytes(row(entries, id).leaf());
            }
            return new Gap(seal, seal, removal, going, macs.toByteArray(), leaves.toByteArray());
        }

        private void extendRun(long seal) {
            if (runLast != seal - 1 || runFirst == 0) {
                endRun();
                runFirst = seal;
            }
            runLast = seal;
        }

        private void endRun() {
            if (runFirst > 0) {
                gaps.add(new Gap(runFirst, runLast, removal, List.of(), new byte[0], new byte[0]));
            }
            runFirst = 0;
        }
    }
}
