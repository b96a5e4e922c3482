package io.kedang.audit;

import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

import java.util.Optional;
import java.util.UUID;

/// Whose data an answer shows where the address of the request does not name the customer, so that
/// the register of readings does.
public final class Concerned {
    private static final String ATTRIBUTE = "kedang.concerned";

    private Concerned() {}

    /// Does nothing outside of a request.
    public static void is(UUID customer) {
        var request = RequestContextHolder.getRequestAttributes();
        if (request != null) {
            request.setAttribute(ATTRIBUTE, customer, RequestAttributes.SCOPE_REQUEST);
        }
    }

    /// Whose data the current request has shown.
    public static Optional<UUID> customer() {
        return Optional.ofNullable(RequestContextHolder.getRequestAttributes())
                .map(request -> request.getAttribute(ATTRIBUTE, RequestAttributes.SCOPE_REQUEST))
                .map(UUID.class::cast);
    }
}
