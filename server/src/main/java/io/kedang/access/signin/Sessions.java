package io.kedang.access.signin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import io.kedang.access.AccessProblem;
import io.kedang.access.Directory;
import io.kedang.access.User;
import io.kedang.audit.Audit;
import io.kedang.audit.AuditAction;
import io.kedang.audit.AuditEntry;
import io.kedang.kernel.Actor;
import io.kedang.kernel.NewId;
import io.kedang.kernel.Refusal;
import io.kedang.kernel.text.Folding;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Signing in by password and staying signed in. Sessions lie in the database; what a node
/// remembers of them is at most a second old, so that ending one holds everywhere within a second.
@Service
public class Sessions {
    public static final Duration LONGEST = Duration.ofHours(12);
    private static final Duration IDLE = Duration.ofHours(2);
    private static final Duration SEEN_EVERY = Duration.ofMinutes(1);
    private static final int FAILURES_ALLOWED = 10;
    private static final Duration LOCKED_FOR = Duration.ofMinutes(15);

    private final SignInStore store;
    private final Directory directory;
    private final Passwords passwords;
    private final AttemptLimit attempts;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Cache<ByteBuffer, Session> remembered =
            Caffeine.newBuilder()
                    .expireAfterWrite(Duration.ofSeconds(1))
                    .maximumSize(10_000)
                    .build();

    Sessions(
            SignInStore store,
            Directory directory,
            Passwords passwords,
            AttemptLimit attempts,
            Audit audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.directory = directory;
        this.passwords = passwords;
        this.attempts = attempts;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// What the browser keeps after signing in.
    public record SignedIn(User user, String secret) {}

    /// Refuses alike, and after the same time, whether name or password is wrong. Ten failures lock
    /// a user for a quarter of an hour; an address is slowed before a password is even looked at.
    public SignedIn signIn(String username, String password, @Nullable String agent) {
        var address = String.valueOf(Actor.current().address());
        attempts.take(address);
        var credentials = store.findCredentials(Folding.fold(username.strip()));
        var hash = credentials.map(SignInStore.Credentials::hash).orElse(null);
        if (hash == null) {
            passwords.matchNobody(password);
            throw failed(null);
        }
        var known = credentials.get();
        if (known.lockedUntil() != null && known.lockedUntil().isAfter(clock.instant())) {
            passwords.matchNobody(password);
            throw new Refusal(
                            AccessProblem.TOO_MANY_ATTEMPTS,
                            Math.max(
                                    1,
                                    Duration.between(clock.instant(), known.lockedUntil())
                                            .toMinutes()))
                    .with(
                            "retryAfter",
                            Duration.between(clock.instant(), known.lockedUntil()).toSeconds());
        }
        if (!passwords.matches(password, hash)) {
            throw failed(known.id());
        }
        attempts.succeeded(address);
        var newHash = passwords.outdated(hash) ? passwords.hash(password) : null;
        return begin(directory.getUser(known.id()), newHash, agent);
    }

    /// Opens a session for somebody whose identity is certain, as after the first set-up.
    public SignedIn begin(User user, @Nullable String agent) {
        return begin(user, null, agent);
    }

    private SignedIn begin(User user, @Nullable String newHash, @Nullable String agent) {
        var secret = Secret.next();
        var now = clock.instant();
        var session =
                new Session(
                        NewId.next(),
                        user.id(),
                        now,
                        now,
                        now.plus(LONGEST),
                        Actor.current().address(),
                        agent == null ? null : agent.substring(0, Math.min(agent.length(), 300)));
        transaction.executeWithoutResult(
                status -> {
                    store.clearFailures(user.id(), newHash);
                    store.endExpired(now);
                    store.insert(session, Secret.hash(secret));
                    audit.record(
                            AuditEntry.of(AuditAction.SIGNED_IN, "user", user.id())
                                    .by(user.id(), user.displayName()));
                });
        return new SignedIn(user, secret);
    }

    private Refusal failed(@Nullable UUID user) {
        transaction.executeWithoutResult(
                status -> {
                    if (user != null) {
                        store.countFailure(
                                user, FAILURES_ALLOWED, clock.instant().plus(LOCKED_FOR));
                    }
                    audit.record(AuditEntry.of(AuditAction.SIGN_IN_FAILED, "user", user));
                });
        return new Refusal(AccessProblem.WRONG_CREDENTIALS);
    }

    /// The user whose browser holds `secret`, while his session lasts and he is not disabled.
    public Optional<User> find(String secret) {
        var hash = Secret.hash(secret);
        var session =
                remembered.get(ByteBuffer.wrap(hash), key -> store.findSession(hash).orElse(null));
        var now = clock.instant();
        if (session == null
                || !session.expiresAt().isAfter(now)
                || session.lastSeenAt().plus(IDLE).isBefore(now)) {
            return Optional.empty();
        }
        if (session.lastSeenAt().plus(SEEN_EVERY).isBefore(now)) {
            store.seen(hash, now);
            remembered.invalidate(ByteBuffer.wrap(hash));
        }
        return directory.findUser(session.userId()).filter(User::active);
    }

    public void end(String secret) {
        var hash = Secret.hash(secret);
        transaction.executeWithoutResult(
                status -> {
                    store.endSession(hash);
                    audit.record(
                            AuditEntry.of(AuditAction.SIGNED_OUT, "user", Actor.current().user()));
                });
        remembered.invalidate(ByteBuffer.wrap(hash));
    }

    public List<Session> listOf(UUID user) {
        return store.sessionsOf(user, clock.instant());
    }

    public void endOf(UUID user, UUID session) {
        if (!store.endSession(session, user)) {
            throw new Refusal(AccessProblem.SESSION_UNKNOWN);
        }
        remembered.invalidateAll();
    }
}
