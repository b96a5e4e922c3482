package io.kedang.audit.chain;

import java.util.Arrays;
import java.util.List;

/// What is left of entries that were removed by policy: of some entries of one seal, or of a run of
/// seals that lost all they had, for which both chains need nothing.
///
/// @param ids of the entries that went, in the order of the seal; empty for a run of whole seals
/// @param macs of those entries, one after the other
/// @param leaves their hashes in the public chain, one after the other
public record Gap(
        long seal, long lastSeal, long removal, List<Long> ids, byte[] macs, byte[] leaves) {
    /// A gap reaches over no more seals than this.
    public static final int MOST_SEALS = 500;

    private static final int MAC_BYTES = 33;
    private static final int LEAF_BYTES = 32;

    public Gap {
        ids = List.copyOf(ids);
    }

    /// Whether these seals lost everything.
    public boolean isWhole() {
        return ids.isEmpty();
    }

    public byte[] mac(int place) {
        return Arrays.copyOfRange(macs, place * MAC_BYTES, (place + 1) * MAC_BYTES);
    }

    public byte[] leaf(int place) {
        return Arrays.copyOfRange(leaves, place * LEAF_BYTES, (place + 1) * LEAF_BYTES);
    }

    /// What a removal vouches for: SHA-256 over its gaps, in the order of the seals.
    public static byte[] digest(List<Gap> gaps) {
        var text = new ChainText();
        for (var gap : gaps) {
            text.put(gap.seal).put(gap.lastSeal).put(gap.ids);
            text.put(ChainLink.hex(gap.macs)).put(ChainLink.hex(gap.leaves));
        }
        return text.hash();
    }
}
