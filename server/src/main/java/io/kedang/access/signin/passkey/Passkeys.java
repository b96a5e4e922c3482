package io.kedang.access.signin.passkey;

import io.kedang.access.AccessProblem;
import io.kedang.access.Directory;
import io.kedang.access.DirectoryChange;
import io.kedang.access.Names;
import io.kedang.access.User;
import io.kedang.access.signin.Attempts;
import io.kedang.access.signin.WaysIn;
import io.kedang.access.signin.factor.Factors;
import io.kedang.access.signin.factor.Proof;
import io.kedang.access.signin.passkey.Challenges.Purpose;
import io.kedang.audit.Audit;
import io.kedang.audit.AuditAction;
import io.kedang.audit.AuditEntry;
import io.kedang.kernel.FieldError;
import io.kedang.kernel.Refusal;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The door to passkeys. A signature that counts was given by the user himself, by finger, face or
/// PIN: it shows what he has and who he is, and stands for password and code together.
///
/// What fails is counted and registered; so [#accept] must not be called within a transaction that
/// a refusal would roll back.
@Service
public class Passkeys {
    private static final int MOST = 20;

    private final PasskeyStore store;
    private final Challenges challenges;
    private final Ceremony ceremony;
    private final Attempts attempts;
    private final Factors factors;
    private final WaysIn waysIn;
    private final Directory directory;
    private final DirectoryChange change;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Passkeys(
            PasskeyStore store,
            Challenges challenges,
            Ceremony ceremony,
            Attempts attempts,
            Factors factors,
            WaysIn waysIn,
            Directory directory,
            DirectoryChange change,
            Audit audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.challenges = challenges;
        this.ceremony = ceremony;
        this.attempts = attempts;
        this.factors = factors;
        this.waysIn = waysIn;
        this.directory = directory;
        this.change = change;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// @param recoveryCodes when it is the first second factor of the user; nobody can read them
    ///     again
    record Added(Passkey passkey, List<String> recoveryCodes) {}

    List<Passkey> list(UUID user) {
        return store.list(user);
    }

    Added add(UUID id, User user, String name, Attestation presented, Site site, String holder) {
        var errors = new ArrayList<FieldError>();
        Names.check("name", name, errors);
        Names.refuse(errors);
        var made =
                ceremony.read(
                                presented,
                                site,
                                challenge -> challenges.take(Purpose.ADD, holder, challenge))
                        .orElseThrow(() -> new Refusal(AccessProblem.PASSKEY_UNUSABLE));
        var transports =
                presented.transports() == null ? List.<String>of() : presented.transports();
        var passkey =
                new Passkey(
                        id,
                        user.id(),
                        name.strip(),
                        site.host(),
                        made.credentialId(),
                        made.publicKey(),
                        made.counter(),
                        made.synced(),
                        transports,
                        clock.instant(),
                        null);
        return transaction.execute(status -> added(user, passkey));
    }

    private Added added(User user, Passkey passkey) {
        if (store.list(user.id()).size() >= MOST) {
            throw new Refusal(AccessProblem.PASSKEYS_TOO_MANY, MOST);
        }
        if (!store.insert(passkey)) {
            throw new Refusal(AccessProblem.PASSKEY_THERE);
        }
        record(AuditAction.PASSKEY_ADDED, user, passkey.name());
        var codes = factors.codesForFirst(user);
        change.announce();
        return new Added(passkey, codes);
    }

    void rename(UUID id, User user, String name) {
        var errors = new ArrayList<FieldError>();
        Names.check("name", name, errors);
        Names.refuse(errors);
        if (!store.rename(id, user.id(), name.strip())) {
            throw new Refusal(AccessProblem.PASSKEY_UNKNOWN);
        }
    }

    void remove(UUID id, User user) {
        transaction.executeWithoutResult(
                status -> {
                    var name =
                            store.list(user.id()).stream()
                                    .filter(each -> each.id().equals(id))
                                    .map(Passkey::name)
                                    .findFirst()
                                    .orElseThrow(() -> new Refusal(AccessProblem.PASSKEY_UNKNOWN));
                    if (!store.remove(id, user.id())) {
                        throw new Refusal(AccessProblem.PASSKEY_UNKNOWN);
                    }
                    waysIn.keepOne(user);
                    record(AuditAction.PASSKEY_REMOVED, user, name);
                    factors.dropCodesWithoutFactor(user);
                    change.announce();
                });
    }

    /// Whose signature this is; empty when it is nobody's, or not that of `expected`.
    ///
    /// @param expected null for anybody's
    Optional<User> accept(
            Assertion presented,
            Site site,
            Purpose purpose,
            String holder,
            @Nullable UUID expected) {
        var counted = "passkey " + presented.credential();
        attempts.begin(counted);
        var known = find(presented.credential());
        var user =
                known.map(Passkey::userId)
                        .filter(id -> expected == null || id.equals(expected))
                        .flatMap(directory::findUser)
                        .filter(User::active)
                        .filter(each -> isHandle(each, presented.userHandle(), expected));
        if (user.isEmpty()) {
            failed(known.map(Passkey::userId).orElse(null), "unknown");
            return Optional.empty();
        }
        var passkey = known.orElseThrow();
        var outcome =
                ceremony.check(
                        presented,
                        passkey,
                        site,
                        challenge -> challenges.take(purpose, holder, challenge));
        return switch (outcome) {
            case Ceremony.Outcome.Right(var counter) -> {
                if (!store.used(passkey.id(), counter, clock.instant())) {
                    throw copied(user.get());
                }
                attempts.passed(counted);
                yield user;
            }
            case Ceremony.Outcome.Copied() -> throw copied(user.get());
            case Ceremony.Outcome.Wrong() -> {
                failed(user.get().id(), "wrong");
                yield Optional.empty();
            }
        };
    }

    private Optional<Passkey> find(String credential) {
        try {
            return store.find(Ceremony.bytes(credential));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// Where nobody is expected, the passkey itself has to say whose it is.
    private static boolean isHandle(User user, @Nullable String handle, @Nullable UUID expected) {
        return handle == null ? expected != null : handle.equals(handle(user));
    }

    /// By what an authenticator knows the user; it tells nothing of him.
    static String handle(User user) {
        return Ceremony.text(
                ByteBuffer.allocate(16)
                        .putLong(user.id().getMostSignificantBits())
                        .putLong(user.id().getLeastSignificantBits())
                        .array());
    }

    private Refusal copied(User user) {
        failed(user.id(), "copied");
        return new Refusal(AccessProblem.PASSKEY_COPIED);
    }

    private void failed(@Nullable UUID user, String cause) {
        transaction.executeWithoutResult(
                status ->
                        audit.record(
                                AuditEntry.of(AuditAction.SIGN_IN_FAILED, "user", user)
                                        .detail("proof", Proof.PASSKEY)
                                        .detail("cause", cause)));
    }

    private void record(AuditAction action, User user, String passkey) {
        audit.record(
                AuditEntry.of(action, "user", user.id())
                        .detail("name", user.username())
                        .detail("passkey", passkey));
    }
}
