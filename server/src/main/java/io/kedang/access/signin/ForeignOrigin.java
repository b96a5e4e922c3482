package io.kedang.access.signin;

import io.kedang.access.AccessProblem;
import io.kedang.kernel.Refusal;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

import java.io.IOException;
import java.net.URI;
import java.util.Set;

/// Refuses changes that a browser sends on behalf of a page from elsewhere, even when that page has
/// got hold of the token: the browser itself says where a request comes from, and no script can
/// make it say otherwise.
///
/// Browsers tell by `Sec-Fetch-Site` over TLS and on this machine, which also holds behind a proxy
/// that calls the server by another name; elsewhere by `Origin`. Whoever sends neither is no
/// browser.
final class ForeignOrigin extends OncePerRequestFilter {
    private static final Set<String> CHANGING_NOTHING = Set.of("GET", "HEAD", "OPTIONS");

    /// From a page of ours, or typed by the user.
    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

    private final HandlerExceptionResolver problems;

    ForeignOrigin(HandlerExceptionResolver problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!CHANGING_NOTHING.contains(request.getMethod()) && isForeign(request)) {
            problems.resolveException(
                    request, response, null, new Refusal(AccessProblem.FORGED_REQUEST));
            return;
        }
        chain.doFilter(request, response);
    }

    private static boolean isForeign(HttpServletRequest request) {
        var site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return !OWN_SITES.contains(site);
        }
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        return origin != null && !isOurs(origin, request);
    }

    private static boolean isOurs(String origin, HttpServletRequest request) {
        try {
            var authority = URI.create(origin).getAuthority();
            return authority != null
                    && (authority.equalsIgnoreCase(request.getHeader(HttpHeaders.HOST))
                            || authority.equalsIgnoreCase(calledByBrowser(request)));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /// As a trusted proxy says that the browser has called us.
    private static String calledByBrowser(HttpServletRequest request) {
        int port = request.getServerPort();
        boolean usual = port == (request.isSecure() ? 443 : 80);
        return request.getServerName() + (usual ? "" : ":" + port);
    }
}
