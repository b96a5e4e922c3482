package io.kedang.customer.duplicate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import io.github.bucket4j.Bucket;
import io.kedang.access.AccessProblem;
import io.kedang.kernel.Refusal;

import org.springframework.stereotype.Component;

import java.time.Duration;
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

    void take(UUID user) {
        var bucket =
                buckets.get(
                        user,
                        key ->
                                Bucket.builder()
                                        .addLimit(
                                                limit ->
                                                        limit.capacity(AT_ONCE)
                                                                .refillGreedy(AT_ONCE, REFILLED_IN))
                                        .build());
        if (!bucket.tryConsume(1)) {
            throw new Refusal(AccessProblem.TOO_MANY_ATTEMPTS, 1).with("retryAfter", 2);
        }
    }
}
