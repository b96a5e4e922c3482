package io.kedang.sealing;

import com.google.crypto.tink.Aead;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.UUID;
import java.util.zip.CRC32C;

/// One record of the key store, always 84 bytes:
///
///     0  subject (16)   16  key version (2)   18  state (1)   19  zero (1)
///     20 wrapped data key: nonce 12, key 32, tag 16 (60)      80  CRC-32C of all before (4)
final class KeyRecord {
    static final int SIZE = 84;
    static final int FIRST_VERSION = 1;
    private static final byte LIVE = 1;
    private static final byte ERASED = 2;
    private static final int VERSION = 16;
    private static final int STATE = 18;
    private static final int WRAPPED = 20;
    private static final int CRC = 80;

    private KeyRecord() {}

    /// Where the record of this number begins in the file of its segment.
    static long offset(int number) {
        return (long) (number % Segment.RECORDS) * SIZE;
    }

    /// A new record with a new data key, at the buffer's position.
    static void putNew(ByteBuffer into, UUID subject, byte[] key, Aead segmentKey) {
        put(into, subject, FIRST_VERSION, LIVE, wrap(subject, FIRST_VERSION, key, segmentKey));
    }

    static void putErased(ByteBuffer into, UUID subject) {
        put(into, subject, FIRST_VERSION, ERASED, new byte[CRC - WRAPPED]);
    }

    /// What stands for a key that could not be read any more: never whole.
    static void putDamaged(ByteBuffer into, UUID subject) {
        into.putLong(subject.getMostSignificantBits()).putLong(subject.getLeastSignificantBits());
        into.put(new byte[SIZE - VERSION]);
    }

    /// The record at `at` of `from` once more, its data key wrapped by another segment key.
    static void putRewrapped(ByteBuffer into, ByteBuffer from, int at, Aead old, Aead fresh)
            throws GeneralSecurityException {
        var subject = subject(from, at);
        int version = from.getShort(at + VERSION);
        var key = unwrap(from, at, old);
        put(into, subject, version, LIVE, wrap(subject, version, key, fresh));
    }

    static UUID subject(ByteBuffer from, int at) {
        return new UUID(from.getLong(at), from.getLong(at + 8));
    }

    static boolean isWhole(ByteBuffer from, int at) {
        return from.getInt(at + CRC) == checksum(from, at)
                && (from.get(at + STATE) == LIVE || isErased(from, at));
    }

    static boolean isErased(ByteBuffer from, int at) {
        return from.get(at + STATE) == ERASED;
    }

    static DataKey open(ByteBuffer from, int at, Aead segmentKey) throws GeneralSecurityException {
        return new DataKey(from.getShort(at + VERSION), unwrap(from, at, segmentKey));
    }

    private static byte[] unwrap(ByteBuffer from, int at, Aead segmentKey)
            throws GeneralSecurityException {
        var wrapped = new byte[CRC - WRAPPED];
        from.get(at + WRAPPED, wrapped);
        return segmentKey.decrypt(wrapped, bound(subject(from, at), from.getShort(at + VERSION)));
    }

    private static byte[] wrap(UUID subject, int version, byte[] key, Aead segmentKey) {
        return MasterKey.seal(segmentKey, key, bound(subject, version));
    }

    private static byte[] bound(UUID subject, int version) {
        return ByteBuffer.allocate(18)
                .putLong(subject.getMostSignificantBits())
                .putLong(subject.getLeastSignificantBits())
                .putShort((short) version)
                .array();
    }

    private static void put(
            ByteBuffer into, UUID subject, int version, byte state, byte[] wrapped) {
        int at = into.position();
        into.putLong(subject.getMostSignificantBits())
                .putLong(subject.getLeastSignificantBits())
                .putShort((short) version)
                .put(state)
                .put((byte) 0)
                .put(wrapped);
        into.putInt(checksum(into, at));
    }

    private static int checksum(ByteBuffer bytes, int at) {
        var crc = new CRC32C();
        crc.update(bytes.duplicate().limit(at + CRC).position(at));
        return (int) crc.getValue();
    }
}
