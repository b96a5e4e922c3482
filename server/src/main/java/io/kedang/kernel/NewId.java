package io.kedang.kernel;

import java.security.SecureRandom;
import java.util.UUID;

/// Makes UUIDs of version 7: they sort by time, so that new rows stand together in an index. They
/// are names, not secrets: whatever must not be guessed uses a random token instead.
public final class NewId {
    private static final SecureRandom RANDOM = new SecureRandom();

    private NewId() {}

    public static UUID next() {
        long high = System.currentTimeMillis() << 16 | 0x7000L | RANDOM.nextInt(0x1000);
        long low = 0x8000000000000000L | RANDOM.nextLong() >>> 2;
        return new UUID(high, low);
    }
}
