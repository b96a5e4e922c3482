package io.kedang.access.signin;

import io.kedang.access.AccessProblem;
import io.kedang.kernel.Problem;
import io.kedang.kernel.text.Folding;

import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

import java.util.Optional;

/// Password rules and hashing: length counts, composition rules do not (ASVS 6.2.5); what is soon
/// guessed, what was leaked, and what holds a name of the user or the company is refused.
@Component
public class Passwords {
    static final int SHORTEST = 10;
    private static final int LONGEST = 200;

    /// Argon2id, 19,456 KiB, 2 passes, 1 lane: OWASP's minimum; Spring's own default is below it.
    private final Argon2PasswordEncoder encoder = new Argon2PasswordEncoder(16, 32, 1, 19_456, 2);

    private final GuessablePasswords guessable = new GuessablePasswords();
    private final String hashOfNobody = encoder.encode("nobody has this password");

    /// What speaks against `password` for somebody of whom this is known; empty when nothing does.
    public Optional<Problem> objection(String password, PasswordContext context) {
        if (password.codePointCount(0, password.length()) < SHORTEST) {
            return Optional.of(AccessProblem.PASSWORD_TOO_SHORT);
        }
        if (password.length() > LONGEST) {
            return Optional.of(AccessProblem.PASSWORD_TOO_LONG);
        }
        var folded = Folding.fold(password);
        boolean holdsName = context.names().stream().anyMatch(folded::contains);
        return holdsName || guessable.contains(folded, context.pieces())
                ? Optional.of(AccessProblem.PASSWORD_COMMON)
                : Optional.empty();
    }

    public String hash(String password) {
        return encoder.encode(password);
    }

    boolean matches(String password, String hash) {
        return password.length() <= LONGEST && encoder.matches(password, hash);
    }

    /// Takes as long as checking a real password, so that the time of a refusal does not tell
    /// whether the user exists.
    void matchNobody(String password) {
        matches(password, hashOfNobody);
    }

    boolean outdated(String hash) {
        return encoder.upgradeEncoding(hash);
    }
}
