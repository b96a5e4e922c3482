package io.kedang.access.signin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import io.github.bucket4j.Bucket;
import io.kedang.kernel.Refusal;
import io.kedang.kernel.RequestProblem;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// What one user may take of the server, by however many browsers and programs: so many requests a
/// second, saved up for ten seconds; so many at once, and of those that make files two. What comes
/// at the same time waits its turn for a while, as a page does that asks for a lot at once; what
/// would wait longer is refused. So the others are served whatever he does.
@Component
class FairShare {
    private static final int SAVED_SECONDS = 10;
    private static final int FILES_AT_ONCE = 2;
    private static final int WAITING = 24;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final int perSecond;
    private final int atOnce;
    private final Cache<UUID, Share> shares =
            Caffeine.newBuilder()
                    .expireAfterAccess(Duration.ofHours(1))
                    .maximumSize(50_000)
                    .build();

    /// @param perSecond none for 0
    /// @param atOnce none for 0
    FairShare(
            @Value("${kedang.requests.per-second:30}") int perSecond,
            @Value("${kedang.requests.at-once:8}") int atOnce) {
        this.perSecond = perSecond;
        this.atOnce = atOnce;
    }

    /// Held until the request is answered.
    interface Place extends AutoCloseable {
        @Override
        void close();
    }

    private record Share(@Nullable Bucket requests, @Nullable Turn every, @Nullable Turn files) {}

    /// Some at once, the next ones waiting.
    private static final class Turn {
        private final Semaphore places;
        private final Semaphore waiting = new Semaphore(WAITING);

        Turn(int atOnce) {
            places = new Semaphore(atOnce, true);
        }

        void take() {
            if (places.tryAcquire()) {
                return;
            }
            if (!waiting.tryAcquire()) {
                throw refusal(1);
            }
            try {
                if (!places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw refusal(PATIENCE.toSeconds());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw refusal(1);
            } finally {
                waiting.release();
            }
        }

        void giveBack() {
            places.release();
        }
    }

    /// Waits for his turn; refuses when there are too many before it.
    ///
    /// @param file whether the request makes a file
    Place enter(UUID user, boolean file) {
        var share = Objects.requireNonNull(shares.get(user, _ -> newShare()));
        if (share.requests() != null) {
            var probe = share.requests().tryConsumeAndReturnRemaining(1);
            if (!probe.isConsumed()) {
                throw refusal(Math.ceilDiv(probe.getNanosToWaitForRefill(), 1_000_000_000L));
            }
        }
        var files = file ? share.files() : null;
        take(files);
        try {
            take(share.every());
        } catch (Refusal none) {
            giveBack(files);
            throw none;
        }
        return () -> {
            giveBack(share.every());
            giveBack(files);
        };
    }

    private static void take(@Nullable Turn turn) {
        if (turn != null) {
            turn.take();
        }
    }

    private static void giveBack(@Nullable Turn turn) {
        if (turn != null) {
            turn.giveBack();
        }
    }

    private Share newShare() {
        var requests =
                perSecond == 0
                        ? null
                        : Bucket.builder()
                                .addLimit(
                                        limit ->
                                                limit.capacity((long) perSecond * SAVED_SECONDS)
                                                        .refillGreedy(
                                                                perSecond, Duration.ofSeconds(1)))
                                .build();
        return new Share(
                requests,
                atOnce == 0 ? null : new Turn(atOnce),
                atOnce == 0 ? null : new Turn(Math.min(atOnce, FILES_AT_ONCE)));
    }

    private static Refusal refusal(long seconds) {
        return new Refusal(RequestProblem.TOO_MANY, seconds).with("retryAfter", seconds);
    }
}
