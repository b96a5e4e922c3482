package io.kedang.sealing;

import com.google.crypto.tink.Aead;

import io.kedang.kernel.Refusal;
import io.kedang.sealing.suite.CryptoSuite;
import io.kedang.sealing.suite.SuitedAead;

import java.util.SortedMap;
import java.util.TreeMap;

/// A master key that is text: `1 <256 bits, base64>`, a line a version.
public final class MasterLines {
    private static final int BYTES = 32;

    private MasterLines() {}

    /// Refuses text that is no such key; `place` says where it came from. [MasterKey] chooses the
    /// suite by which the keys seal.
    public static SortedMap<Integer, Aead> open(String text, String place) {
        var versions = new TreeMap<Integer, Aead>();
        parse(text, place)
                .forEach(
                        (version, key) ->
                                versions.put(version, new SuitedAead(key, CryptoSuite.STANDARD)));
        return versions;
    }

    /// The keys themselves.
    public static SortedMap<Integer, byte[]> parse(String text, String place) {
        try {
            var keys = VersionLines.parse(text);
            if (keys.values().stream().allMatch(key -> key.length == BYTES)) {
                return keys;
            }
        } catch (IllegalArgumentException e) {
            throw new Refusal(SealingProblem.KEY_FILE_DAMAGED, place);
        }
        throw new Refusal(SealingProblem.KEY_FILE_DAMAGED, place);
    }

    static SortedMap<Integer, byte[]> withNext(SortedMap<Integer, byte[]> keys) {
        var more = new TreeMap<>(keys);
        more.put(keys.isEmpty() ? 1 : keys.lastKey() + 1, MasterKey.random(BYTES));
        return more;
    }
}
