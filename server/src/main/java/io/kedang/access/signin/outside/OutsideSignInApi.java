package io.kedang.access.signin.outside;

import io.kedang.access.InPerson;
import io.kedang.access.Needs;
import io.kedang.access.Open;
import io.kedang.access.signin.Entrance;
import io.kedang.access.signin.Entrance.State;
import io.kedang.access.signin.OwnSecurity;
import io.kedang.access.signin.Session;
import io.kedang.access.signin.SessionCookie;
import io.kedang.access.signin.outside.OutsideSignIns.Arrival;
import io.kedang.access.signin.outside.OutsideSignIns.Departure;
import io.kedang.kernel.Refusal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Signing in through a connection. A provider sends the browser back to the page
/// (`/sign-in/return/{id}`), which hands over what stood in its address.
@RestController
@RequestMapping("/api/v1")
class OutsideSignInApi {
    /// @param redirects whether one signs in on a page of the other side
    record SignInMethod(UUID id, String name, Kind kind, boolean redirects) {}

    record SignInMethods(List<SignInMethod> items) {}

    record OutsideSignIn(
            @NotNull @Size(max = 200) String username,
            @NotNull @Size(max = 1000) String password) {}

    /// @param to where the page sends the browser
    record Away(String to) {}

    record ProofElsewhere(@Nullable @Size(max = 100) String code) {}

    /// @param query what stood in the address, behind the question mark
    record Return(@NotNull @Size(max = 20_000) String query) {}

    /// Where the user of this session signed in; all null when it was here.
    ///
    /// @param leaving where a browser goes that signs out there too
    record SignedInAt(
            @Nullable UUID connectionId,
            @Nullable String name,
            boolean redirects,
            @Nullable String leaving) {}

    private final OutsideSignIns signIns;
    private final OwnSecurity own;
    private final Entrance entrance;
    private final SessionCookie cookie;

    OutsideSignInApi(
            OutsideSignIns signIns, OwnSecurity own, Entrance entrance, SessionCookie cookie) {
        this.signIns = signIns;
        this.own = own;
        this.entrance = entrance;
        this.cookie = cookie;
    }

    @GetMapping("/sign-in/methods")
    @Open(because = "the page shows them to whoever wants to sign in")
    SignInMethods methods() {
        return new SignInMethods(
                signIns.methods().stream()
                        .map(
                                each ->
                                        new SignInMethod(
                                                each.id(),
                                                each.name(),
                                                each.kind(),
                                                signIns.redirects(each)))
                        .toList());
    }

    /// Like `POST /session`, by the password of a directory.
    @PostMapping("/sign-in/{connection}/password")
    @Open(because = "it is how one signs in")
    State signIn(
            @PathVariable UUID connection,
            @Valid @RequestBody OutsideSignIn body,
            @RequestHeader(name = HttpHeaders.USER_AGENT, required = false) @Nullable String agent,
            HttpServletRequest request,
            HttpServletResponse response) {
        var outcome = signIns.signIn(connection, body.username(), body.password(), agent);
        return entrance.enter(outcome, request, response);
    }

    @PostMapping("/sign-in/{connection}/begin")
    @Open(because = "it is how one signs in")
    Away begin(
            @PathVariable UUID connection,
            HttpServletRequest request,
            HttpServletResponse response) {
        return away(cookie, signIns.begin(connection, back(connection), null), request, response);
    }

    /// Confirms through the provider who is signed in, as `POST /session/proof` does here.
    @PostMapping("/session/proof/begin")
    @Needs(beforeSecondFactor = true)
    @InPerson
    Away beginProof(
            @Valid @RequestBody ProofElsewhere body,
            HttpServletRequest request,
            HttpServletResponse response) {
        var session =
                Session.current().orElseThrow(() -> new Refusal(OutsideProblem.CONNECTION_UNKNOWN));
        var connection =
                signIns.originOf(session.id())
                        .orElseThrow(() -> new Refusal(OutsideProblem.CONNECTION_UNKNOWN))
                        .id();
        own.confirmCode(body.code());
        return away(
                cookie,
                signIns.begin(connection, back(connection), session.id()),
                request,
                response);
    }

    /// What a browser brings back is looked at once, in the browser that was sent away, and leads
    /// to a session as any other sign-in does; or to the proof for which it was sent.
    @PostMapping("/sign-in/{connection}/finish")
    @Open(because = "it is the second step of signing in")
    State finish(
            @PathVariable UUID connection,
            @Valid @RequestBody Return body,
            @RequestHeader(name = HttpHeaders.USER_AGENT, required = false) @Nullable String agent,
            HttpServletRequest request,
            HttpServletResponse response) {
        var kept = SessionCookie.findJourney(request);
        cookie.clearJourney(request, response);
        var arrival =
                signIns.finish(connection, kept, answer(body.query()), back(connection), agent);
        return switch (arrival) {
            case Arrival.SignedIn(var outcome) -> entrance.enter(outcome, request, response);
            case Arrival.Proven(var session, var secret) ->
                    goOn(session, secret, request, response);
            case Arrival.Linked(var session, var secret) ->
                    goOn(session, secret, request, response);
        };
    }

    private State goOn(
            Session session,
            String secret,
            HttpServletRequest request,
            HttpServletResponse response) {
        cookie.set(request, response, secret);
        return entrance.state(session);
    }

    @GetMapping("/session/origin")
    @Needs(beforeSecondFactor = true)
    SignedInAt origin() {
        var session = Session.current();
        var connection = session.flatMap(each -> signIns.originOf(each.id()));
        if (connection.isEmpty()) {
            return new SignedInAt(null, null, false, null);
        }
        return new SignedInAt(
                connection.get().id(),
                connection.get().name(),
                signIns.redirects(connection.get()),
                signIns.leave(session.get().id(), own("/sign-in")).map(URI::toString).orElse(null));
    }

    /// A provider tells that it has signed somebody out (OpenID Connect Back-Channel Logout).
    @PostMapping(
            path = "/sign-in/{connection}/farewell",
            consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    @Open(because = "a provider calls it, with what it has signed")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void farewell(
            @PathVariable UUID connection,
            @RequestParam("logout_token") @Size(max = 20_000) String token) {
        signIns.hear(connection, token);
    }

    static Away away(
            SessionCookie cookie,
            Departure departure,
            HttpServletRequest request,
            HttpServletResponse response) {
        cookie.setJourney(request, response, departure.secret(), Journey.LONGEST);
        return new Away(departure.to().toString());
    }

    static URI back(UUID connection) {
        return own("/sign-in/return/" + connection);
    }

    /// As the browser sees this server.
    private static URI own(String path) {
        return ServletUriComponentsBuilder.fromCurrentContextPath().path(path).build().toUri();
    }

    /// Refuses what names something twice: of two values nobody knows which one was meant.
    private static Map<String, String> answer(String query) {
        var answer = new HashMap<String, String>();
        for (var part : query.split("&")) {
            var both = part.split("=", 2);
            if (both.length < 2 || answer.put(decoded(both[0]), decoded(both[1])) != null) {
                throw new Refusal(OutsideProblem.LAPSED);
            }
        }
        return answer;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException wrong) {
            throw new Refusal(OutsideProblem.LAPSED);
        }
    }
}
