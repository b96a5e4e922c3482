package io.kedang.customer.duplicate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import io.github.bucket4j.Bucket;
import io.kedang.access.AccessProblem;
import io.kedang.kernel.Refusal;

import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.Objects;
import java.util.UUID;

/// Typing a customer asks a few times; asking for numbers one after the other does not go far.
@Component
class ProbeLimit {
    private static final int AT_ONCE = 60;
    private static final Duration REFILLED_IN = Duration.ofMinutes(2);

    private final Cache<UUID, Bucket> buckets =
            Caffeine.newBuilder()
                    .expireAfterAccess(Duration.ofHours(1))
                    .maximumSize(50_000)
                    .build();

    /// Refuses whoever has none left, and takes none.
    void look(UUID user) {
        if (bucket(user).getAvailableTokens() < 1) {
            throw refusal();
        }
    }

    void take(UUID user) {
        if (!bucket(user).tryConsume(1)) {
            throw refusal();
        }
    }

    private static Refusal refusal() {
        return new Refusal(AccessProblem.TOO_MANY_ATTEMPTS, 1).with("retryAfter", 2);
    }

    private Bucket bucket(UUID user) {
        return Objects.requireNonNull(
                buckets.get(
                        user,
                        key ->
                                Bucket.builder()
                                        .addLimit(
                                                limit ->
                                                        limit.capacity(AT_ONCE)
                                                                .refillGreedy(AT_ONCE, REFILLED_IN))
                                        .build()));
    }
}
