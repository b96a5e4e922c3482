package io.kedang.access.signin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import io.github.bucket4j.Bucket;
import io.kedang.access.AccessProblem;
import io.kedang.kernel.Refusal;

import org.springframework.stereotype.Component;

import java.time.Duration;

/// Slows guessing from one address: 20 failed attempts at once, then one every 15 seconds. An IPv6
/// caller counts by his /64, of which he can have as many addresses as he likes.
@Component
class AttemptLimit {
    private static final int AT_ONCE = 20;
    private static final Duration ONE_EVERY = Duration.ofSeconds(15);

    private final Cache<String, Bucket> buckets =
            Caffeine.newBuilder()
                    .expireAfterAccess(Duration.ofHours(1))
                    .maximumSize(100_000)
                    .build();

    void take(String address) {
        var probe = bucket(address).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            long seconds = Math.ceilDiv(probe.getNanosToWaitForRefill(), 1_000_000_000L);
            throw new Refusal(AccessProblem.TOO_MANY_ATTEMPTS, Math.ceilDiv(seconds, 60))
                    .with("retryAfter", seconds);
        }
    }

    void succeeded(String address) {
        bucket(address).addTokens(1);
    }

    private Bucket bucket(String address) {
        return buckets.get(
                network(address),
                key ->
                        Bucket.builder()
                                .addLimit(
                                        limit -> limit.capacity(AT_ONCE).refillGreedy(1, ONE_EVERY))
                                .build());
    }

    private static String network(String address) {
        if (!address.contains(":")) {
            return address;
        }
        var groups = address.split(":", 5);
        return String.join(":", java.util.Arrays.copyOf(groups, Math.min(4, groups.length)));
    }
}
