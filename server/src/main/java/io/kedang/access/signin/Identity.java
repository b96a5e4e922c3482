package io.kedang.access.signin;

import io.kedang.access.Directory;
import io.kedang.access.User;
import io.kedang.access.signin.factor.Factors;
import io.kedang.access.signin.factor.Proof;
import io.kedang.audit.Audit;
import io.kedang.audit.AuditAction;
import io.kedang.audit.AuditEntry;
import io.kedang.kernel.Refusal;
import io.kedang.kernel.text.Folding;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import java.util.Optional;
import java.util.UUID;

/// Checks what somebody presents against what is known of him. What fails is counted and stands in
/// the register; so it must not be called within a transaction that a refusal would roll back.
@Component
class Identity {
    private final SignInStore store;
    private final Directory directory;
    private final Passwords passwords;
    private final Factors factors;
    private final OutsideAccounts outside;
    private final Attempts attempts;
    private final Audit audit;
    private final TransactionTemplate transaction;

    Identity(
            SignInStore store,
            Directory directory,
            Passwords passwords,
            Factors factors,
            OutsideAccounts outside,
            Attempts attempts,
            Audit audit,
            TransactionTemplate transaction) {
        this.store = store;
        this.directory = directory;
        this.passwords = passwords;
        this.factors = factors;
        this.outside = outside;
        this.attempts = attempts;
        this.audit = audit;
        this.transaction = transaction;
    }

    /// Empty, after the same work, whether name or password is wrong.
    Optional<User> byPassword(String username, String password) {
        attempts.begin(username);
        var known = store.findCredentials(Folding.fold(username.strip()));
        var hash = known.map(SignInStore.Credentials::hash).orElse(null);
        if (hash == null) {
            passwords.matchNobody(password);
            return failed(null, Proof.PASSWORD);
        }
        var user = known.get().id();
        if (!passwords.matches(password, hash)) {
            return failed(user, Proof.PASSWORD);
        }
        attempts.passed(username);
        if (passwords.outdated(hash)) {
            store.rehash(user, passwords.hash(password));
        }
        return Optional.of(directory.getUser(user));
    }

    /// What shows that it is still he who is signed in: his password here, or the one that a
    /// directory keeps for him. An attempt that a directory could not answer was none.
    Optional<Proof> confirm(User user, String password) {
        attempts.begin(user.username());
        var hash =
                store.findCredentials(Folding.fold(user.username()))
                        .map(SignInStore.Credentials::hash)
                        .orElse(null);
        var proof =
                hash != null && passwords.matches(password, hash)
                        ? Optional.of(Proof.PASSWORD)
                        : Optional.of(Proof.DIRECTORY).filter(any -> elsewhere(user, password));
        if (proof.isEmpty()) {
            return failed(user.id(), Proof.PASSWORD);
        }
        attempts.passed(user.username());
        return proof;
    }

    private boolean elsewhere(User user, String password) {
        try {
            return outside.match(user, password);
        } catch (Refusal unreachable) {
            attempts.passed(user.username());
            throw unreachable;
        }
    }

    /// Takes a code of the user's authenticator or a recovery code, and uses it up.
    Optional<Proof> byCode(User user, String code) {
        attempts.begin(user.username());
        var proof = factors.accept(user.id(), code);
        if (proof.isEmpty()) {
            return failed(user.id(), Proof.TOTP);
        }
        attempts.passed(user.username());
        return proof;
    }

    private <T> Optional<T> failed(@Nullable UUID user, Proof what) {
        transaction.executeWithoutResult(
                status ->
                        audit.record(
                                AuditEntry.of(AuditAction.SIGN_IN_FAILED, "user", user)
                                        .detail("proof", what)));
        return Optional.empty();
    }
}
