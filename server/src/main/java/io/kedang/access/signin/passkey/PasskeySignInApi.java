package io.kedang.access.signin.passkey;

import io.kedang.access.AccessProblem;
import io.kedang.access.CurrentUser;
import io.kedang.access.InPerson;
import io.kedang.access.Needs;
import io.kedang.access.Open;
import io.kedang.access.User;
import io.kedang.access.signin.Attempts;
import io.kedang.access.signin.SessionCookie;
import io.kedang.access.signin.Sessions;
import io.kedang.access.signin.Sessions.SignedIn;
import io.kedang.access.signin.SignIns;
import io.kedang.access.signin.factor.Proof;
import io.kedang.access.signin.passkey.Challenges.Purpose;
import io.kedang.access.signin.passkey.PasskeyQuestion.KnownPasskey;
import io.kedang.kernel.Refusal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.util.List;
import java.util.Set;
import java.util.UUID;

/// Signing in with a passkey alone, as the second step after a password, and confirming with one
/// who is signed in. Each time the browser asks for a challenge first.
@RestController
@RequestMapping("/api/v1/session")
class PasskeySignInApi {
    private final Passkeys passkeys;
    private final Challenges challenges;
    private final SignIns signIns;
    private final Sessions sessions;
    private final Attempts attempts;
    private final SessionCookie cookie;

    PasskeySignInApi(
            Passkeys passkeys,
            Challenges challenges,
            SignIns signIns,
            Sessions sessions,
            Attempts attempts,
            SessionCookie cookie) {
        this.passkeys = passkeys;
        this.challenges = challenges;
        this.signIns = signIns;
        this.sessions = sessions;
        this.attempts = attempts;
        this.cookie = cookie;
    }

    /// The challenge is good in this browser alone.
    @PostMapping("/passkey/challenge")
    @Open(because = "it is how one signs in")
    PasskeyQuestion ask(HttpServletRequest request, HttpServletResponse response) {
        var site = Site.of(request);
        var holder = cookie.setPasskey(request, response, Challenges.GOOD_FOR);
        return new PasskeyQuestion(
                Ceremony.text(challenges.next(Purpose.SIGN_IN, holder)), site.host(), List.of());
    }

    @PostMapping("/passkey")
    @Open(because = "it is how one signs in")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void signIn(
            @Valid @RequestBody Assertion body,
            @RequestHeader(name = HttpHeaders.USER_AGENT, required = false) @Nullable String agent,
            HttpServletRequest request,
            HttpServletResponse response) {
        var holder = SessionCookie.findPasskey(request).orElse("");
        var user =
                passkeys.accept(body, Site.of(request), Purpose.SIGN_IN, holder, null)
                        .orElseThrow(PasskeySignInApi::refused);
        enter(signIns.signIn(user, Set.of(Proof.PASSKEY), agent), request, response);
    }

    @PostMapping("/code/passkey/challenge")
    @Open(because = "it is the second step of signing in")
    PasskeyQuestion askSecond(HttpServletRequest request) {
        var pending = SessionCookie.findPending(request);
        var user = signIns.getPending(pending);
        return question(Site.of(request), Purpose.SECOND_STEP, pending.orElseThrow(), user.id());
    }

    /// In place of the code, from the browser that took the first step.
    @PostMapping("/code/passkey")
    @Open(because = "it is the second step of signing in")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void finish(
            @Valid @RequestBody Assertion body,
            @RequestHeader(name = HttpHeaders.USER_AGENT, required = false) @Nullable String agent,
            HttpServletRequest request,
            HttpServletResponse response) {
        var site = Site.of(request);
        var pending = SessionCookie.findPending(request);
        var signedIn =
                signIns.finish(
                        pending,
                        user ->
                                passkeys.accept(
                                                body,
                                                site,
                                                Purpose.SECOND_STEP,
                                                pending.orElseThrow(),
                                                user.id())
                                        .map(known -> Proof.PASSKEY)
                                        .orElseThrow(PasskeySignInApi::refused),
                        agent);
        enter(signedIn, request, response);
    }

    @PostMapping("/proof/passkey/challenge")
    @Needs(beforeSecondFactor = true)
    @InPerson
    PasskeyQuestion askProof(HttpServletRequest request) {
        return question(
                Site.of(request), Purpose.CONFIRM, PasskeyApi.holder(), CurrentUser.get().id());
    }

    /// Confirms who is signed in, as `/session/proof` does, without a password.
    @PostMapping("/proof/passkey")
    @Needs(beforeSecondFactor = true)
    @InPerson
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void prove(
            @Valid @RequestBody Assertion body,
            HttpServletRequest request,
            HttpServletResponse response) {
        UUID user = CurrentUser.get().id();
        User proven =
                passkeys.accept(body, Site.of(request), Purpose.CONFIRM, PasskeyApi.holder(), user)
                        .orElseThrow(() -> new Refusal(AccessProblem.PASSKEY_WRONG));
        attempts.forget(proven.username());
        sessions.prove(Set.of(Proof.PASSKEY))
                .ifPresent(secret -> cookie.set(request, response, secret));
    }

    /// Of a user who is known, his passkeys for this site.
    private PasskeyQuestion question(Site site, Purpose purpose, String holder, UUID user) {
        var allowed =
                passkeys.list(user).stream()
                        .filter(each -> each.site().equals(site.host()))
                        .toList();
        if (allowed.isEmpty()) {
            throw new Refusal(AccessProblem.PASSKEY_NONE, site.host());
        }
        return new PasskeyQuestion(
                Ceremony.text(challenges.next(purpose, holder)),
                site.host(),
                KnownPasskey.of(allowed));
    }

    private void enter(
            SignedIn signedIn, HttpServletRequest request, HttpServletResponse response) {
        SessionCookie.find(request).ifPresent(sessions::replace);
        cookie.set(request, response, signedIn.secret());
    }

    private static Refusal refused() {
        return new Refusal(AccessProblem.PASSKEY_REFUSED);
    }
}
