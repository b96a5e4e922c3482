package io.kedang.access.signin;

import io.kedang.access.CurrentUser;
import io.kedang.access.signin.FairShare.Place;
import io.kedang.kernel.Actor;
import io.kedang.kernel.Actor.Channel;
import io.kedang.kernel.Refusal;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

import java.io.IOException;
import java.util.regex.Pattern;

/// Holds everybody who is known to his [FairShare]. A stream of live changes counts only while it
/// is opened. The operator's commands on this machine count not at all.
final class FairShareFilter extends OncePerRequestFilter {
    private static final Pattern MAKES_A_FILE =
            Pattern.compile(
                    "/api/v1/(exports|prints/.*|export-requests/[^/]+/file|customers/[^/]+/print/.*)");

    private final FairShare shares;
    private final HandlerExceptionResolver problems;

    FairShareFilter(FairShare shares, HandlerExceptionResolver problems) {
        this.shares = shares;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !CurrentUser.CURRENT.isBound() || Actor.current().channel() == Channel.COMMAND;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean file = MAKES_A_FILE.matcher(request.getRequestURI()).matches();
        Place place;
        try {
            place = shares.enter(CurrentUser.get().id(), file);
        } catch (Refusal tooMany) {
            problems.resolveException(request, response, null, tooMany);
            return;
        }
        try (place) {
            chain.doFilter(request, response);
        }
    }
}
