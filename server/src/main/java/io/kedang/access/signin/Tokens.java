package io.kedang.access.signin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import io.kedang.access.AccessProblem;
import io.kedang.access.Right;
import io.kedang.audit.Audit;
import io.kedang.audit.AuditAction;
import io.kedang.audit.AuditEntry;
import io.kedang.kernel.Refusal;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// API tokens: shown once, stored as a hash, limited in rights and time, revoked within a second.
@Service
public class Tokens {
    /// Makes a token recognisable where it leaks, for people and for scanners.
    static final String PREFIX = "kdt_";

    private static final Duration USED_EVERY = Duration.ofMinutes(1);

    private final SignInStore store;
    private final Audit audit;
    private final Clock clock;
    private final Cache<ByteBuffer, ApiToken> remembered =
            Caffeine.newBuilder()
                    .expireAfterWrite(Duration.ofSeconds(1))
                    .maximumSize(10_000)
                    .build();

    Tokens(SignInStore store, Audit audit, Clock clock) {
        this.store = store;
        this.audit = audit;
        this.clock = clock;
    }

    /// The token's text, which nobody can read again.
    @Transactional
    public String create(
            UUID id,
            UUID user,
            String name,
            @Nullable Set<Right> rights,
            @Nullable Instant expiresAt) {
        var secret = PREFIX + Secret.next();
        var token = new ApiToken(id, user, name, rights, clock.instant(), expiresAt, null);
        if (!store.insert(token, Secret.hash(secret))) {
            throw new Refusal(AccessProblem.TOKEN_UNKNOWN);
        }
        audit.record(AuditEntry.of(AuditAction.TOKEN_CREATED, "token", id).detail("name", name));
        return secret;
    }

    public Optional<ApiToken> find(String secret) {
        var hash = Secret.hash(secret);
        var now = clock.instant();
        var token =
                remembered.get(
                        ByteBuffer.wrap(hash), key -> store.findToken(hash, now).orElse(null));
        if (token != null
                && (token.lastUsedAt() == null
                        || token.lastUsedAt().plus(USED_EVERY).isBefore(now))) {
            store.tokenUsed(token.id(), now);
            remembered.invalidate(ByteBuffer.wrap(hash));
        }
        return Optional.ofNullable(token);
    }

    /// Those of the tokens that still open something, as the database says now.
    public Set<UUID> lasting(Collection<UUID> ids) {
        return ids.isEmpty() ? Set.of() : store.lastingTokens(ids, clock.instant());
    }

    public List<ApiToken> listOf(UUID user) {
        return store.tokensOf(user);
    }

    @Transactional
    public void revoke(UUID id, UUID user) {
        if (!store.revokeToken(id, user, clock.instant())) {
            throw new Refusal(AccessProblem.TOKEN_UNKNOWN);
        }
        audit.record(AuditEntry.of(AuditAction.TOKEN_REVOKED, "token", id));
        remembered.invalidateAll();
    }
}
