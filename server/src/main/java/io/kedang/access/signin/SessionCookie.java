package io.kedang.access.signin;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

import java.util.Arrays;
import java.util.Optional;

/// The cookie that carries a session's secret: out of reach of scripts, never sent by a foreign
/// site nor over a connection that is not encrypted once it came over one that was.
@Component
public class SessionCookie {
    private static final String NAME = "kedang_session";

    /// Browsers take a cookie of such a name only over an encrypted connection and from the host
    /// itself, so that no neighbour below the same domain can slip in one of his own.
    static final String OF_THIS_HOST = "__Host-";

    public void set(HttpServletRequest request, HttpServletResponse response, String secret) {
        write(request, response, ResponseCookie.from(name(request), secret));
    }

    void clear(HttpServletRequest request, HttpServletResponse response) {
        write(request, response, ResponseCookie.from(name(request), "").maxAge(0));
    }

    static Optional<String> find(HttpServletRequest request) {
        var cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(name(request)))
                        .map(Cookie::getValue)
                        .findFirst();
    }

    private static String name(HttpServletRequest request) {
        return request.isSecure() ? OF_THIS_HOST + NAME : NAME;
    }

    private static void write(
            HttpServletRequest request,
            HttpServletResponse response,
            ResponseCookie.ResponseCookieBuilder cookie) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                cookie.httpOnly(true)
                        .secure(request.isSecure())
                        .path("/")
                        .sameSite("Lax")
                        .build()
                        .toString());
    }
}
