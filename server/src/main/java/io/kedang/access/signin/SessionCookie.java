package io.kedang.access.signin;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/// The cookie that carries a session's secret: out of reach of scripts, never sent by a foreign
/// site.
@Component
public class SessionCookie {
    public void set(HttpServletResponse response, String secret) {
        write(response, ResponseCookie.from(Identification.COOKIE, secret));
    }

    void clear(HttpServletResponse response) {
        write(response, ResponseCookie.from(Identification.COOKIE, "").maxAge(0));
    }

    private static void write(
            HttpServletResponse response, ResponseCookie.ResponseCookieBuilder cookie) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                cookie.httpOnly(true).path("/").sameSite("Lax").build().toString());
    }
}
