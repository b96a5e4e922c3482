package io.kedang.audit.chain;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/// What the public chain says of one seal.
///
/// @param number of the seal
/// @param content SHA-256 over the hashes of its entries, in their order
/// @param chain SHA-256 over the seal, its content and the chain before it
public record ChainLink(long number, byte[] content, byte[] chain) {
    /// Before the first seal.
    public static final ChainLink NONE = new ChainLink(0, new byte[0], new byte[0]);

    /// What of a seal goes into the chain.
    public record Sealed(
            long number,
            Instant sealedAt,
            List<Long> entries,
            Instant firstAt,
            Instant lastAt,
            long total) {}

    /// The link of `seal` after this one.
    public ChainLink next(Sealed seal, List<byte[]> leaves) {
        var hashes = ChainText.sha256();
        leaves.forEach(hashes::update);
        return next(seal, hashes.digest());
    }

    /// The same where the entries are gone and only what they hashed to is known.
    public ChainLink next(Sealed seal, byte[] content) {
        var text = new ChainText();
        text.put(seal.number).put(seal.sealedAt).put(seal.entries).put(seal.firstAt);
        text.put(seal.lastAt).put(seal.total).put(hex(content)).put(hex(chain));
        return new ChainLink(seal.number, content, text.hash());
    }

    public static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
