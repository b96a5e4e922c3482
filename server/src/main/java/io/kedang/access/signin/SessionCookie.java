package io.kedang.access.signin;

import io.kedang.access.signin.device.Devices;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseCookie.ResponseCookieBuilder;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/// The cookies that carry secrets of the sign-in: out of reach of scripts, never sent by a foreign
/// site nor over a connection that is not encrypted once they came over one that was.
@Component
public class SessionCookie {
    static final String SESSION = "kedang_session";

    /// Of a sign-in whose code is awaited.
    static final String PENDING = "kedang_sign_in";

    private static final String PENDING_PATH = "/api/v1/session/code";

    /// Of a browser that was asked for a passkey.
    static final String PASSKEY = "kedang_passkey";

    private static final String PASSKEY_PATH = "/api/v1/session/passkey";

    /// Of a browser that somebody has signed in with; outlasts sessions.
    static final String DEVICE = "kedang_device";

    static final String DEVICE_PATH = "/api/v1/session";

    /// Of a browser that was sent to a provider.
    static final String JOURNEY = "kedang_journey";

    private static final String JOURNEY_PATH = "/api/v1/sign-in";

    /// Browsers take a cookie of such a name only over an encrypted connection and from the host
    /// itself, so that no neighbour below the same domain can slip in one of his own.
    static final String OF_THIS_HOST = "__Host-";

    /// The same for one that is not sent to every path.
    private static final String ENCRYPTED = "__Secure-";

    public void set(HttpServletRequest request, HttpServletResponse response, String secret) {
        write(request, response, session(request, secret));
        write(request, response, pending(request, "").maxAge(0));
    }

    void clear(HttpServletRequest request, HttpServletResponse response) {
        write(request, response, session(request, "").maxAge(0));
    }

    void setPending(HttpServletRequest request, HttpServletResponse response, String secret) {
        write(request, response, pending(request, secret).maxAge(SignIns.PENDING));
    }

    /// A new secret by which this browser is known again when its passkey has answered.
    public String setPasskey(
            HttpServletRequest request, HttpServletResponse response, Duration goodFor) {
        var secret = Secret.next();
        write(
                request,
                response,
                ResponseCookie.from(name(request, ENCRYPTED, PASSKEY), secret)
                        .path(PASSKEY_PATH)
                        .sameSite("Strict")
                        .maxAge(goodFor));
        return secret;
    }

    static void setDevice(HttpServletRequest request, HttpServletResponse response, String secret) {
        write(
                request,
                response,
                ResponseCookie.from(name(request, ENCRYPTED, DEVICE), secret)
                        .path(DEVICE_PATH)
                        .sameSite("Strict")
                        .maxAge(Devices.KNOWN_FOR));
    }

    static Optional<String> findDevice(HttpServletRequest request) {
        return find(request, name(request, ENCRYPTED, DEVICE));
    }

    public void setJourney(
            HttpServletRequest request,
            HttpServletResponse response,
            String secret,
            Duration longest) {
        write(request, response, journey(request, secret).maxAge(longest));
    }

    public void clearJourney(HttpServletRequest request, HttpServletResponse response) {
        write(request, response, journey(request, "").maxAge(0));
    }

    public static Optional<String> findJourney(HttpServletRequest request) {
        return find(request, name(request, ENCRYPTED, JOURNEY));
    }

    public static Optional<String> find(HttpServletRequest request) {
        return find(request, name(request, OF_THIS_HOST, SESSION));
    }

    public static Optional<String> findPasskey(HttpServletRequest request) {
        return find(request, name(request, ENCRYPTED, PASSKEY));
    }

    public static Optional<String> findPending(HttpServletRequest request) {
        return find(request, name(request, ENCRYPTED, PENDING));
    }

    private static Optional<String> find(HttpServletRequest request, String name) {
        var cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(name))
                        .map(Cookie::getValue)
                        .findFirst();
    }

    private static String name(HttpServletRequest request, String prefix, String name) {
        return request.isSecure() ? prefix + name : name;
    }

    private static ResponseCookieBuilder session(HttpServletRequest request, String secret) {
        return ResponseCookie.from(name(request, OF_THIS_HOST, SESSION), secret)
                .path("/")
                .sameSite("Lax");
    }

    private static ResponseCookieBuilder pending(HttpServletRequest request, String secret) {
        return ResponseCookie.from(name(request, ENCRYPTED, PENDING), secret)
                .path(PENDING_PATH)
                .sameSite("Strict");
    }

    private static ResponseCookieBuilder journey(HttpServletRequest request, String secret) {
        return ResponseCookie.from(name(request, ENCRYPTED, JOURNEY), secret)
                .path(JOURNEY_PATH)
                .sameSite("Strict");
    }

    private static void write(
            HttpServletRequest request,
            HttpServletResponse response,
            ResponseCookieBuilder cookie) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                cookie.httpOnly(true).secure(request.isSecure()).build().toString());
    }
}
