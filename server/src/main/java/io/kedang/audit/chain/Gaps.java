package io.kedang.audit.chain;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What was removed by policy out of some seals.
public final class Gaps {
    /// Where nothing was removed.
    public static final Gaps NONE = new Gaps(List.of());

    private final List<Gap> whole = new ArrayList<>();
    private final Map<Long, Removed> removed = new HashMap<>();

    Gaps(Collection<Gap> gaps) {
        for (var gap : gaps) {
            if (gap.isWhole()) {
                whole.add(gap);
            }
            for (int place = 0; place < gap.ids().size(); place++) {
                removed.put(gap.ids().get(place), new Removed(gap.mac(place), gap.leaf(place)));
            }
        }
    }

    /// What is left of an entry.
    public record Removed(byte[] mac, byte[] leaf) {}

    /// Null when it was not removed by itself.
    public @Nullable Removed find(long entry) {
        return removed.get(entry);
    }

    /// Whether all entries that this seal still had were removed.
    public boolean hasAll(long seal) {
        return whole.stream().anyMatch(gap -> gap.seal() <= seal && seal <= gap.lastSeal());
    }
}
