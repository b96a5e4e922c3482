package io.kedang.access.signin.passkey;

import io.kedang.access.signin.factor.SignInMac;

import org.springframework.stereotype.Component;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;

/// What a passkey signs: good for five minutes, for one purpose, in the hands of the browser that
/// asked for it, once. A challenge carries our keyed hash of all that, so that asking leaves
/// nothing behind in the database; only one that came back is noted.
@Component
class Challenges {
    static final Duration GOOD_FOR = Duration.ofMinutes(5);
    private static final int RANDOM_BYTES = 24;
    private static final int MAC_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    /// What a signature is asked for: one given for something harmless opens nothing else.
    enum Purpose {
        SIGN_IN,
        SECOND_STEP,
        CONFIRM,
        ADD
    }

    private final PasskeyStore store;
    private final SignInMac mac;
    private final Clock clock;

    Challenges(PasskeyStore store, SignInMac mac, Clock clock) {
        this.store = store;
        this.mac = mac;
        this.clock = clock;
    }

    /// @param holder a secret of the browser or the id of its session
    byte[] next(Purpose purpose, String holder) {
        var random = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(random);
        var head =
                ByteBuffer.allocate(Long.BYTES + RANDOM_BYTES)
                        .putLong(clock.instant().plus(GOOD_FOR).getEpochSecond())
                        .put(random)
                        .array();
        return ByteBuffer.allocate(head.length + MAC_BYTES)
                .put(head)
                .put(seal(purpose, holder, head))
                .array();
    }

    /// Uses a challenge up, whatever comes of it; false when it is not ours, was made for another
    /// purpose or browser, has lapsed, or came back before.
    boolean take(Purpose purpose, String holder, byte[] challenge) {
        if (challenge.length != Long.BYTES + RANDOM_BYTES + MAC_BYTES) {
            return false;
        }
        var head = new byte[Long.BYTES + RANDOM_BYTES];
        var presented = new byte[MAC_BYTES];
        ByteBuffer.wrap(challenge).get(head).get(presented);
        if (!MessageDigest.isEqual(seal(purpose, holder, head), presented)) {
            return false;
        }
        var expiresAt = Instant.ofEpochSecond(ByteBuffer.wrap(head).getLong());
        var now = clock.instant();
        if (!expiresAt.isAfter(now)) {
            return false;
        }
        store.forgetChallenges(now);
        return store.useChallenge(presented, expiresAt);
    }

    private byte[] seal(Purpose purpose, String holder, byte[] head) {
        return mac.of(
                "passkey challenge", purpose + "|" + holder + "|" + HexFormat.of().formatHex(head));
    }
}
