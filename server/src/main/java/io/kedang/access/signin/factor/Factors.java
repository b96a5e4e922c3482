package io.kedang.access.signin.factor;

import io.kedang.access.AccessProblem;
import io.kedang.access.Companies;
import io.kedang.access.DirectoryChange;
import io.kedang.access.Names;
import io.kedang.access.User;
import io.kedang.audit.Audit;
import io.kedang.audit.AuditAction;
import io.kedang.audit.AuditEntry;
import io.kedang.kernel.FieldError;
import io.kedang.kernel.Refusal;
import io.kedang.sealing.FieldCipher;
import io.kedang.sealing.KeyStore;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The door to second factors. That it is the user himself who asks, and that he does not try too
/// often, is up to the caller.
@Service
@Transactional
public class Factors {
    private static final Duration TO_CONFIRM = Duration.ofMinutes(30);

    private final FactorStore store;
    private final FieldCipher cipher;
    private final KeyStore keys;
    private final SignInMac mac;
    private final Companies companies;
    private final DirectoryChange change;
    private final Audit audit;
    private final Clock clock;

    Factors(
            FactorStore store,
            FieldCipher cipher,
            KeyStore keys,
            SignInMac mac,
            Companies companies,
            DirectoryChange change,
            Audit audit,
            Clock clock) {
        this.store = store;
        this.cipher = cipher;
        this.keys = keys;
        this.mac = mac;
        this.companies = companies;
        this.change = change;
        this.audit = audit;
        this.clock = clock;
    }

    /// @param since when codes of an authenticator were turned on; null while they are off
    public record State(@Nullable Instant since, int passkeys, int recoveryCodesLeft) {
        public boolean on() {
            return since != null || passkeys > 0;
        }
    }

    /// What an authenticator needs, as text to type and as address for a QR code.
    public record NewSecret(String secret, String uri) {
        /// Never shows the secret.
        @Override
        public String toString() {
            return "NewSecret[]";
        }
    }

    @Transactional(readOnly = true)
    public State state(UUID user) {
        var since = store.find(user).map(FactorStore.Row::confirmedAt).orElse(null);
        return new State(since, store.passkeys(user), store.codesLeft(user));
    }

    /// Called after a passkey was added.
    ///
    /// @return recovery codes that nobody can read again, when it is the user's first second factor
    public List<String> codesForFirst(User user) {
        var state = state(user.id());
        return state.since() == null && state.passkeys() == 1 ? newCodes(user.id()) : List.of();
    }

    /// Called after a passkey was removed: recovery codes stand in for a second factor only.
    public void dropCodesWithoutFactor(User user) {
        if (!state(user.id()).on()) {
            store.replaceCodes(user.id(), List.of());
        }
    }

    /// Makes a secret that counts once a code of it was confirmed, within half an hour.
    public NewSecret start(User user) {
        var secret = Totp.newSecret();
        keys.newKey(user.id());
        var text = Base64.getEncoder().encodeToString(secret);
        var sealed = cipher.seal(user.id(), context(user.id()), text);
        if (!store.start(user.id(), sealed, clock.instant())) {
            throw new Refusal(AccessProblem.SECOND_FACTOR_THERE);
        }
        var issuer = ("Kedang " + companies.get().name()).strip();
        return new NewSecret(Totp.text(secret), Totp.uri(issuer, user.username(), secret));
    }

    /// Turns it on.
    ///
    /// @return ten recovery codes that nobody can read again
    public List<String> confirm(User user, String code) {
        var now = clock.instant();
        var row =
                store.find(user.id())
                        .filter(each -> each.confirmedAt() == null)
                        .filter(each -> each.startedAt().plus(TO_CONFIRM).isAfter(now))
                        .orElseThrow(() -> new Refusal(AccessProblem.SECOND_FACTOR_NOT_STARTED));
        var step = Totp.find(secret(user.id(), row), digits(code), now, row.lastStep());
        if (step.isEmpty()) {
            Names.refuse(List.of(FieldError.of("code", AccessProblem.CODE_WRONG)));
        }
        if (!store.confirm(user.id(), row.secret(), step.orElseThrow(), now)) {
            throw new Refusal(AccessProblem.SECOND_FACTOR_NOT_STARTED);
        }
        record(AuditAction.SECOND_FACTOR_ON, user);
        change.announce();
        return newCodes(user.id());
    }

    /// Takes a code of the authenticator, or a recovery code, and uses it up; empty when it is
    /// none, or was used before. Of parallel attempts with one code, one succeeds.
    public Optional<Proof> accept(UUID user, String code) {
        var now = clock.instant();
        var digits = digits(code);
        if (digits.matches("[0-9]{6}")) {
            var row = store.find(user).filter(each -> each.confirmedAt() != null);
            var step = row.map(each -> Totp.find(secret(user, each), digits, now, each.lastStep()));
            return step.isPresent()
                            && step.get().isPresent()
                            && store.useStep(user, step.get().getAsLong())
                    ? Optional.of(Proof.TOTP)
                    : Optional.empty();
        }
        return store.useCode(user, hash(user, RecoveryCodes.normal(code)), now)
                ? Optional.of(Proof.RECOVERY_CODE)
                : Optional.empty();
    }

    /// New codes in place of all old ones, also of unused ones.
    public List<String> renewCodes(User user) {
        record(AuditAction.RECOVERY_CODES_RENEWED, user);
        return newCodes(user.id());
    }

    /// Codes of the authenticator; passkeys stay.
    public void turnOff(User user) {
        if (!store.drop(user.id())) {
            throw new Refusal(AccessProblem.SECOND_FACTOR_NONE);
        }
        dropCodesWithoutFactor(user);
        record(AuditAction.SECOND_FACTOR_OFF, user);
        change.announce();
    }

    /// For somebody who has lost his devices and his codes: all of them go.
    public void reset(User user) {
        int passkeys = store.dropPasskeys(user.id());
        if (!store.drop(user.id()) && passkeys == 0) {
            throw new Refusal(AccessProblem.SECOND_FACTOR_NONE);
        }
        store.replaceCodes(user.id(), List.of());
        record(AuditAction.SECOND_FACTOR_RESET, user);
        change.announce();
    }

    private List<String> newCodes(UUID user) {
        var codes = RecoveryCodes.next();
        store.replaceCodes(user, codes.stream().map(code -> hash(user, code)).toList());
        return codes.stream().map(RecoveryCodes::forReading).toList();
    }

    private byte[] hash(UUID user, String code) {
        return mac.of("recovery code", user + "|" + code);
    }

    private byte[] secret(UUID user, FactorStore.Row row) {
        return Base64.getDecoder().decode(cipher.unseal(user, context(user), row.secret()));
    }

    private void record(AuditAction action, User user) {
        audit.record(AuditEntry.of(action, "user", user.id()).detail("name", user.username()));
    }

    /// Authenticators show `123 456`.
    private static String digits(String code) {
        return code.replaceAll("\\s", "");
    }

    private static String context(UUID user) {
        return FieldCipher.context("totp_factor", user, "secret");
    }
}
