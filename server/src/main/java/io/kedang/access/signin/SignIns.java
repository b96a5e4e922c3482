package io.kedang.access.signin;

import io.kedang.access.AccessProblem;
import io.kedang.access.Directory;
import io.kedang.access.User;
import io.kedang.access.signin.Sessions.SignedIn;
import io.kedang.access.signin.SignInStore.First;
import io.kedang.access.signin.factor.Factors;
import io.kedang.access.signin.factor.Proof;
import io.kedang.kernel.Refusal;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Signing in: a password or the word of somebody else ([Origin]), and a code from whoever has a
/// second factor. Between the two there is no session, only a pending sign-in: known to one
/// browser, for five minutes and five codes.
@Service
public class SignIns {
    static final Duration PENDING = Duration.ofMinutes(5);
    private static final int CODES_TRIED = 5;

    private final SignInStore store;
    private final Identity identity;
    private final Attempts attempts;
    private final Factors factors;
    private final Sessions sessions;
    private final Directory directory;
    private final Clock clock;

    SignIns(
            SignInStore store,
            Identity identity,
            Attempts attempts,
            Factors factors,
            Sessions sessions,
            Directory directory,
            Clock clock) {
        this.store = store;
        this.identity = identity;
        this.attempts = attempts;
        this.factors = factors;
        this.sessions = sessions;
        this.directory = directory;
        this.clock = clock;
    }

    /// Where a right password leads.
    public sealed interface Outcome {
        /// @param secret keeps the session in the browser
        record Done(SignedIn signedIn) implements Outcome {}

        /// @param secret keeps the pending sign-in in the browser
        record CodeNeeded(String secret) implements Outcome {}
    }

    /// Refuses alike, and after the same time, whether name or password is wrong.
    public Outcome signIn(String username, String password, @Nullable String agent) {
        var user =
                identity.byPassword(username, password)
                        .orElseThrow(() -> new Refusal(AccessProblem.WRONG_CREDENTIALS));
        return enter(user, Set.of(Proof.PASSWORD), null, agent);
    }

    /// For somebody who has shown who he is, here or elsewhere: a session, or a pending sign-in
    /// where he has a second factor that he has not shown yet.
    public Outcome enter(
            User user, Set<Proof> proofs, @Nullable Origin origin, @Nullable String agent) {
        if (proofs.contains(Proof.PROVIDER_FACTOR) || !factors.state(user.id()).on()) {
            return new Outcome.Done(done(user, new First(proofs, origin), agent));
        }
        var secret = Secret.next();
        store.insertPending(
                Secret.hash(secret),
                user.id(),
                new First(proofs, origin),
                clock.instant().plus(PENDING));
        return new Outcome.CodeNeeded(secret);
    }

    /// Signs in somebody who has shown otherwise who he is.
    public SignedIn signIn(User user, Set<Proof> proofs, @Nullable String agent) {
        return done(user, new First(proofs, null), agent);
    }

    /// Who took the first step in this browser.
    public User getPending(Optional<String> secret) {
        return secret.map(Secret::hash)
                .flatMap(pending -> store.findPending(pending, clock.instant()))
                .flatMap(directory::findUser)
                .filter(User::active)
                .orElseThrow(SignIns::lapsed);
    }

    /// The second step, in the browser that took the first one.
    public SignedIn finish(Optional<String> secret, String code, @Nullable String agent) {
        return finish(
                secret,
                user ->
                        identity.byCode(user, code)
                                .orElseThrow(() -> new Refusal(AccessProblem.SIGN_IN_CODE_WRONG)),
                agent);
    }

    /// The second step with whatever takes its proof.
    ///
    /// @param prove takes the proof, or refuses
    public SignedIn finish(
            Optional<String> secret, Function<User, Proof> prove, @Nullable String agent) {
        var pending = secret.map(Secret::hash).orElseThrow(SignIns::lapsed);
        var user =
                store.tryPending(pending, clock.instant(), CODES_TRIED)
                        .flatMap(directory::findUser)
                        .filter(User::active)
                        .orElseThrow(SignIns::lapsed);
        var proof = prove.apply(user);
        var first = store.endPending(pending).orElseThrow(SignIns::lapsed);
        var proofs = new HashSet<>(first.proofs());
        proofs.add(proof);
        return done(user, new First(Set.copyOf(proofs), first.origin()), agent);
    }

    /// What nobody came back for.
    private void tidy() {
        store.forgetPending(clock.instant());
        attempts.forgetOld();
    }

    private SignedIn done(User user, First shown, @Nullable String agent) {
        attempts.forget(user.username());
        tidy();
        return sessions.begin(user, shown.proofs(), agent, shown.origin());
    }

    private static Refusal lapsed() {
        return new Refusal(AccessProblem.SIGN_IN_LAPSED);
    }
}
