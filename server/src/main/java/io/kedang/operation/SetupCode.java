package io.kedang.operation;

import io.kedang.access.AccessProblem;
import io.kedang.kernel.Refusal;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;

/// What the first set-up asks from another computer, so that a new server which is reached from
/// everywhere belongs to whoever started it and not to whoever comes first. It stands on the screen
/// where the server was started, and is another one after each start.
@Component
public class SetupCode {
    /// Without letters that are taken for others.
    private static final String LETTERS = "23456789abcdefghjkmnpqrstvwxyz";

    private static final int LENGTH = 12;
    private static final int GROUP = 4;

    /// Headers by which a proxy on this machine says that somebody else is asking.
    private static final List<String> FORWARDED = List.of("X-Forwarded-For", "Forwarded");

    private final String code = make();

    private static String make() {
        var random = new SecureRandom();
        var code = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            code.append(i > 0 && i % GROUP == 0 ? "-" : "");
            code.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return code.toString();
    }

    public String text() {
        return code;
    }

    boolean isNeeded(HttpServletRequest request) {
        return !InetAddress.ofLiteral(request.getRemoteAddr()).isLoopbackAddress()
                || FORWARDED.stream().anyMatch(name -> request.getHeader(name) != null);
    }

    void check(HttpServletRequest request, @Nullable String presented) {
        if (isNeeded(request) && (presented == null || !fits(presented))) {
            throw new Refusal(AccessProblem.SETUP_CODE_WRONG);
        }
    }

    private boolean fits(String presented) {
        var typed = presented.strip().toLowerCase(Locale.ROOT);
        return MessageDigest.isEqual(
                code.getBytes(StandardCharsets.US_ASCII), typed.getBytes(StandardCharsets.UTF_8));
    }
}
