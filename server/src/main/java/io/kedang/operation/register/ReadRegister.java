package io.kedang.operation.register;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import io.kedang.audit.Audit;
import io.kedang.audit.AuditAction;
import io.kedang.audit.AuditEntry;
import io.kedang.audit.Concerned;
import io.kedang.kernel.Actor;
import io.kedang.kernel.Problem;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;

/// Registers what no door registers itself: that files were opened, that somebody searched, read
/// this register, or was refused. Neither words nor values are told. What shows sensitive values is
/// registered by its door, before it is shown.
@Component
class ReadRegister implements HandlerInterceptor, WebMvcConfigurer {
    private static final String API = "/api/v1/";

    /// Looks of somebody at a file within so much time are one look: a page asks for many parts.
    private static final Duration ONE_LOOK = Duration.ofMinutes(10);

    /// Questions back, no refusals.
    private static final Set<String> ASKING =
            Set.of("access.proof-needed", "access.second-factor-needed", "customer.reason-needed");

    private static final Set<Integer> WRONG = Set.of(400, 413, 415, 422);

    private static final Map<String, String> KINDS =
            Map.of(
                    "customers", "customer",
                    "people", "person",
                    "orders", "order",
                    "imports", "import",
                    "exports", "export",
                    "users", "user",
                    "roles", "role",
                    "departments", "department",
                    "policies", "policy",
                    "keys", "key");

    private static final Set<String> FILES = Set.of("customers", "people", "orders");
    private static final Pattern FIELD =
            Pattern.compile("\"field\"\\s*:\\s*\"([A-Za-z][A-Za-z0-9.]{0,59})\"");

    private final Audit audit;
    private final Cache<Look, Boolean> looks =
            Caffeine.newBuilder().expireAfterWrite(ONE_LOOK).maximumSize(100_000).build();

    ReadRegister(Audit audit) {
        this.audit = audit;
    }

    private record Look(UUID user, @Nullable UUID thing) {}

    /// Outside of the check of rights, so that its refusals are seen.
    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/api/**").order(-1);
    }

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getDispatcherType() == DispatcherType.REQUEST) {
            audit.makeRoom();
        }
        return true;
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request,
            HttpServletResponse response,
            Object handler,
            @Nullable Exception thrown) {
        var pattern = (String) request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        var user = Actor.current().user();
        if (request.getDispatcherType() != DispatcherType.REQUEST
                || user == null
                || pattern == null
                || !pattern.startsWith(API)) {
            return;
        }
        var parts = pattern.substring(API.length()).split("/");
        if (isRefused(request, response, parts)) {
            denied(request, pattern, parts);
        } else if (WRONG.contains(response.getStatus())) {
            inputRefused(request, pattern, parts, user);
        } else if (request.getMethod().equals("GET") && response.getStatus() < 300) {
            read(request, parts, user);
        }
    }

    /// A file that is hidden is refused like one that is not there.
    private static boolean isRefused(
            HttpServletRequest request, HttpServletResponse response, String[] parts) {
        if (response.getStatus() == HttpStatus.NOT_FOUND.value()) {
            return FILES.contains(parts[0]) && parts.length > 1;
        }
        return response.getStatus() == HttpStatus.FORBIDDEN.value()
                && !ASKING.contains(String.valueOf(request.getAttribute(Problem.ATTRIBUTE)));
    }

    private void denied(HttpServletRequest request, String pattern, String[] parts) {
        audit.note(
                AuditEntry.of(AuditAction.DENIED, kind(parts), first(request, parts))
                        .customer(customer(request, parts))
                        .detail("operation", request.getMethod() + " " + pattern));
    }

    /// A form that is filled in step by step is wrong many times: one entry tells of them all.
    private void inputRefused(
            HttpServletRequest request, String pattern, String[] parts, UUID user) {
        var operation = request.getMethod() + " " + pattern;
        var thing = UUID.nameUUIDFromBytes(operation.getBytes(StandardCharsets.UTF_8));
        if (looks.asMap().putIfAbsent(new Look(user, thing), true) == null) {
            audit.note(
                    AuditEntry.of(AuditAction.INPUT_REFUSED, kind(parts), first(request, parts))
                            .customer(customer(request, parts))
                            .detail("operation", operation)
                            .detail(
                                    "problem",
                                    String.valueOf(request.getAttribute(Problem.ATTRIBUTE))));
        }
    }

    private void read(HttpServletRequest request, String[] parts, UUID user) {
        if (parts[0].equals("audit") && parts.length == 1) {
            audit.note(registerRead(request));
        } else if (FILES.contains(parts[0]) && parts.length == 1) {
            searched(request, parts);
        } else if (FILES.contains(parts[0]) && parts[1].startsWith("{")) {
            var thing = first(request, parts);
            if (looks.asMap().putIfAbsent(new Look(user, thing), true) == null) {
                audit.note(
                        AuditEntry.of(AuditAction.FILE_READ, kind(parts), thing)
                                .customer(customer(request, parts)));
            }
        }
    }

    private static AuditEntry registerRead(HttpServletRequest request) {
        var filters = new TreeSet<>(request.getParameterMap().keySet());
        boolean further = filters.remove("after");
        filters.retainAll(
                Set.of(
                        "user",
                        "customer",
                        "action",
                        "group",
                        "outcome",
                        "of",
                        "address",
                        "from",
                        "to"));
        var entry =
                AuditEntry.of(AuditAction.AUDIT_READ, "audit", null)
                        .customer(id(request.getParameter("customer")))
                        .detail("page", further);
        return filters.isEmpty() ? entry : entry.detail("filter", String.join(" ", filters));
    }

    /// Lists without words and conditions are where everybody starts, and no search.
    private void searched(HttpServletRequest request, String[] parts) {
        var words = request.getParameter("q");
        var filter = request.getParameter("filter");
        boolean hasWords = words != null && !words.isBlank();
        if (!hasWords && filter == null) {
            return;
        }
        var fields = new TreeSet<String>();
        FIELD.matcher(filter == null ? "" : filter)
                .results()
                .forEach(field -> fields.add(field.group(1)));
        audit.note(
                AuditEntry.of(AuditAction.SEARCHED, kind(parts), null)
                        .fields(fields)
                        .detail("search", hasWords)
                        .detail("page", request.getParameter("after") != null));
    }

    private static String kind(String[] parts) {
        return KINDS.getOrDefault(parts[0], parts[0]);
    }

    private static @Nullable UUID customer(HttpServletRequest request, String[] parts) {
        return parts[0].equals("customers")
                ? first(request, parts)
                : Concerned.customer().orElse(null);
    }

    /// The id that stands first in the path.
    private static @Nullable UUID first(HttpServletRequest request, String[] parts) {
        if (parts.length < 2 || !parts[1].startsWith("{")) {
            return null;
        }
        var name = parts[1].substring(1, parts[1].length() - 1);
        return request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
                        instanceof Map<?, ?> variables
                ? id((String) variables.get(name))
                : null;
    }

    private static @Nullable UUID id(@Nullable String text) {
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
