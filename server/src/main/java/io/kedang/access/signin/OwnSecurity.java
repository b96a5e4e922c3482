package io.kedang.access.signin;

import io.kedang.access.AccessProblem;
import io.kedang.access.CurrentUser;
import io.kedang.access.Directory;
import io.kedang.access.Names;
import io.kedang.access.User;
import io.kedang.access.Users;
import io.kedang.access.signin.factor.Factors;
import io.kedang.access.signin.factor.Factors.NewSecret;
import io.kedang.access.signin.factor.Proof;
import io.kedang.kernel.FieldError;
import io.kedang.kernel.Refusal;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What somebody who is signed in does about his own way in. Each time he shows anew that it is he:
/// a session alone, as of a browser left open, changes nothing here.
@Service
public class OwnSecurity {
    private final Identity identity;
    private final Attempts attempts;
    private final Factors factors;
    private final RecentProof recent;
    private final OutsideAccounts outside;
    private final Sessions sessions;
    private final Users users;
    private final Directory directory;

    OwnSecurity(
            Identity identity,
            Attempts attempts,
            Factors factors,
            RecentProof recent,
            OutsideAccounts outside,
            Sessions sessions,
            Users users,
            Directory directory) {
        this.identity = identity;
        this.attempts = attempts;
        this.factors = factors;
        this.recent = recent;
        this.outside = outside;
        this.sessions = sessions;
        this.users = users;
        this.directory = directory;
    }

    /// Confirms who he is before something dangerous; the code only from whoever has a second
    /// factor.
    ///
    /// @return the new secret of his session
    public Optional<String> confirm(String password, @Nullable String code) {
        var user = me();
        return sessions.prove(prove(user, password, code));
    }

    /// The part of a proof that is shown here, by whoever confirms elsewhere who he is: the code of
    /// whoever has a second factor.
    public void confirmCode(@Nullable String code) {
        checkCode(me(), code);
    }

    /// Ends all other sessions of his.
    public Optional<String> changePassword(String current, String password) {
        var user = me();
        if (checkPassword(user, "current", current) == Proof.DIRECTORY) {
            throw new Refusal(AccessProblem.PASSWORD_ELSEWHERE);
        }
        if (current.equals(password)) {
            Names.refuse(List.of(FieldError.of("password", AccessProblem.PASSWORD_SAME)));
        }
        users.setPassword(user.id(), password);
        return sessions.renew();
    }

    /// @param password null for whoever has none
    public NewSecret startSecondFactor(@Nullable String password) {
        var user = me();
        show(user, password);
        return factors.start(user);
    }

    /// @return recovery codes
    public List<String> confirmSecondFactor(String code) {
        return factors.confirm(me(), code);
    }

    /// @param password null for whoever has none
    public void turnOffSecondFactor(@Nullable String password, String code) {
        var user = me();
        prove(user, password, code);
        factors.turnOff(user);
    }

    /// @param password null for whoever has none
    /// @return recovery codes
    public List<String> renewRecoveryCodes(@Nullable String password, String code) {
        var user = me();
        prove(user, password, code);
        return factors.renewCodes(user);
    }

    private Set<Proof> prove(User user, @Nullable String password, @Nullable String code) {
        var proofs = new HashSet<Proof>();
        show(user, password).ifPresent(proofs::add);
        checkCode(user, code).ifPresent(proofs::add);
        attempts.forget(user.username());
        return proofs;
    }

    /// Empty for whoever has no second factor.
    private Optional<Proof> checkCode(User user, @Nullable String code) {
        if (!factors.state(user.id()).on()) {
            return Optional.empty();
        }
        var proof = Optional.ofNullable(code).flatMap(each -> identity.byCode(user, each));
        if (proof.isEmpty()) {
            Names.refuse(List.of(FieldError.of("code", AccessProblem.CODE_WRONG)));
        }
        return proof;
    }

    /// Whoever has no password has shown otherwise, and lately, that it is he: at his provider, or
    /// by a passkey.
    private Optional<Proof> show(User user, @Nullable String password) {
        if (password == null && !directory.hasPassword(user.id()) && !outside.keepPassword(user)) {
            recent.need();
            return Optional.empty();
        }
        return Optional.of(checkPassword(user, "password", password == null ? "" : password));
    }

    private Proof checkPassword(User user, String field, String password) {
        var proof = identity.confirm(user, password);
        if (proof.isEmpty()) {
            Names.refuse(List.of(FieldError.of(field, AccessProblem.PASSWORD_WRONG)));
        }
        return proof.orElseThrow();
    }

    private User me() {
        return directory.getUser(CurrentUser.get().id());
    }
}
