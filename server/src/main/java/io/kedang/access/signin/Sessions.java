package io.kedang.access.signin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import io.kedang.access.AccessProblem;
import io.kedang.access.User;
import io.kedang.access.signin.device.Devices;
import io.kedang.access.signin.device.Devices.Entered;
import io.kedang.access.signin.factor.Proof;
import io.kedang.audit.Audit;
import io.kedang.audit.AuditAction;
import io.kedang.audit.AuditEntry;
import io.kedang.kernel.Actor;
import io.kedang.kernel.NewId;
import io.kedang.kernel.Refusal;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Staying signed in. Sessions lie in the database; what a node remembers of them is at most a
/// second old, so that ending one holds everywhere within a second.
@Service
public class Sessions {
    public static final Duration LONGEST = Duration.ofHours(12);
    private static final Duration IDLE = Duration.ofHours(2);
    private static final Duration SEEN_EVERY = Duration.ofMinutes(1);

    private final SessionStore store;
    private final Devices devices;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Cache<ByteBuffer, Session> remembered =
            Caffeine.newBuilder()
                    .expireAfterWrite(Duration.ofSeconds(1))
                    .maximumSize(10_000)
                    .build();

    Sessions(
            SessionStore store,
            Devices devices,
            Audit audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.devices = devices;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// What the browser keeps after signing in.
    ///
    /// @param proofs what it was opened by
    public record SignedIn(User user, Set<Proof> proofs, String secret) {
        /// Never shows the secret.
        @Override
        public String toString() {
            return "SignedIn[" + user.id() + "]";
        }
    }

    /// Opens a session for somebody whose identity is certain.
    public SignedIn begin(User user, Set<Proof> proofs, @Nullable String agent) {
        return begin(user, proofs, agent, null);
    }

    /// The same for somebody who was sent here.
    SignedIn begin(User user, Set<Proof> proofs, @Nullable String agent, @Nullable Origin origin) {
        var secret = Secret.next();
        var browser = agent == null ? null : agent.substring(0, Math.min(agent.length(), 300));
        transaction.executeWithoutResult(
                status -> {
                    var device = devices.enter(user.id(), browser);
                    var session =
                            begun(user, proofs, browser, device.map(Entered::id).orElse(null));
                    store.forgetExpired(session.createdAt());
                    store.insert(session, Secret.hash(secret));
                    if (origin != null) {
                        store.insertOrigin(session.id(), origin);
                    }
                    audit.record(
                            AuditEntry.of(AuditAction.SIGNED_IN, "user", user.id())
                                    .by(user.id(), user.displayName())
                                    .detail("proof", strongest(proofs))
                                    .detail(
                                            "newDevice",
                                            device.map(Entered::isNews).orElse(false)));
                });
        return new SignedIn(user, proofs, secret);
    }

    private Session begun(
            User user, Set<Proof> proofs, @Nullable String agent, @Nullable UUID device) {
        var now = clock.instant();
        return new Session(
                NewId.next(),
                user.id(),
                now,
                now,
                now.plus(LONGEST),
                now,
                proofs,
                Actor.current().address(),
                agent,
                device);
    }

    /// The last in the order of [Proof]: what was added to the password tells more than it.
    private static Proof strongest(Set<Proof> proofs) {
        return proofs.stream().max(Proof::compareTo).orElseThrow();
    }

    /// Notes that the user of this session has shown who he is, and renews it; empty where there is
    /// no session.
    public Optional<String> prove(Set<Proof> proofs) {
        Session.current()
                .ifPresent(
                        session ->
                                transaction.executeWithoutResult(
                                        status -> {
                                            store.prove(
                                                    session.id(),
                                                    union(session.proofs(), proofs),
                                                    clock.instant());
                                            audit.record(
                                                    AuditEntry.of(
                                                                    AuditAction.IDENTITY_CONFIRMED,
                                                                    "user",
                                                                    session.userId())
                                                            .detail("proof", strongest(proofs)));
                                        }));
        return renew();
    }

    private static Set<Proof> union(Set<Proof> before, Set<Proof> now) {
        var all = EnumSet.copyOf(before);
        all.addAll(now);
        return all;
    }

    /// Gives this session a new secret, so that whoever copied the old one has nothing; empty where
    /// there is no session.
    public Optional<String> renew() {
        return Session.current()
                .map(
                        session -> {
                            var secret = Secret.next();
                            if (!store.renew(session.id(), Secret.hash(secret))) {
                                throw new Refusal(AccessProblem.NOT_SIGNED_IN);
                            }
                            return secret;
                        });
    }

    /// The session of the browser that holds `secret`, while it lasts.
    public Optional<Session> find(String secret) {
        var hash = Secret.hash(secret);
        var session = remembered.get(ByteBuffer.wrap(hash), key -> store.find(hash).orElse(null));
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
        return Optional.of(session);
    }

    public void end(String secret) {
        var hash = Secret.hash(secret);
        transaction.executeWithoutResult(
                status -> {
                    store.end(hash);
                    audit.record(
                            AuditEntry.of(AuditAction.SIGNED_OUT, "user", Actor.current().user()));
                });
        remembered.invalidate(ByteBuffer.wrap(hash));
    }

    /// What a browser kept of an earlier sign-in, when it signs in anew.
    public void replace(String secret) {
        var hash = Secret.hash(secret);
        store.end(hash);
        remembered.invalidate(ByteBuffer.wrap(hash));
    }

    /// Where the user of this session signed in; empty when it was here.
    public Optional<Origin> originOf(UUID session) {
        return store.findOrigin(session);
    }

    /// Ends what whoever `subject` is elsewhere began before `at`: all of it, or what belongs to
    /// one session there.
    ///
    /// @return how many there were
    public int endFrom(
            UUID connection, @Nullable String subject, @Nullable String theirs, Instant at) {
        int ended =
                transaction.execute(
                        status -> {
                            var users = store.endFrom(connection, subject, theirs, at);
                            users.forEach(user -> record(user, 1));
                            return users.size();
                        });
        remembered.invalidateAll();
        return ended;
    }

    public List<Session> listOf(UUID user) {
        var now = clock.instant();
        return store.list(user, now, now.minus(IDLE));
    }

    /// Those of the sessions that have not ended, as the database says now.
    public Set<UUID> lasting(Collection<UUID> ids) {
        var now = clock.instant();
        return ids.isEmpty() ? Set.of() : store.lasting(ids, now, now.minus(IDLE));
    }

    public void endOf(UUID user, UUID session) {
        transaction.executeWithoutResult(
                status -> {
                    if (!store.end(session, user)) {
                        throw new Refusal(AccessProblem.SESSION_UNKNOWN);
                    }
                    record(user, 1);
                });
        remembered.invalidateAll();
    }

    /// Ends what the user has begun with one of his devices.
    public void endOn(UUID user, UUID device) {
        int ended = store.endOn(user, device);
        if (ended > 0) {
            record(user, ended);
        }
        remembered.invalidateAll();
    }

    /// Ends all sessions of the user but the one that this request comes from.
    ///
    /// @return how many there were
    public int endOthers(UUID user) {
        var kept = Session.current().map(Session::id).orElse(null);
        int ended =
                transaction.execute(
                        status -> {
                            int count = store.endAll(user, kept);
                            if (count > 0) {
                                record(user, count);
                            }
                            return count;
                        });
        remembered.invalidateAll();
        return ended;
    }

    private void record(UUID user, int sessions) {
        audit.record(
                AuditEntry.of(AuditAction.SESSIONS_ENDED, "user", user)
                        .detail("sessions", sessions));
    }
}
