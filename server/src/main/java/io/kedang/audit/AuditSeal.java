package io.kedang.audit;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;

/// One link of the chain: it vouches for its entries and for the seal before it.
///
/// @param entries ids in the order in which the digest takes them
/// @param total entries sealed so far, these included
/// @param digest SHA-256 over id (8 bytes) and MAC of each entry
/// @param previous MAC of the seal before, empty for the first
record AuditSeal(
        long number,
        Instant sealedAt,
        List<Long> entries,
        Instant firstAt,
        Instant lastAt,
        long total,
        byte[] digest,
        byte[] previous,
        byte[] mac) {
    /// Where the chain stands.
    record Head(long number, long total, byte[] mac) {
        static final Head NONE = new Head(0, 0, new byte[0]);
    }

    static AuditSeal after(
            Head head,
            Instant now,
            List<Long> entries,
            Instant firstAt,
            Instant lastAt,
            byte[] digest,
            AuditMac mac) {
        long number = head.number() + 1;
        long total = head.total() + entries.size();
        mac.put(number).put(now).put(entries).put(firstAt).put(lastAt).put(total).put(digest);
        return new AuditSeal(
                number,
                now,
                entries,
                firstAt,
                lastAt,
                total,
                digest,
                head.mac(),
                mac.put(head.mac()).finish());
    }

    Head head() {
        return new Head(number, total, mac);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
