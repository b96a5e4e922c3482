package io.kedang.access.signin;

import com.nulabinc.zxcvbn.Zxcvbn;

import io.kedang.kernel.text.Folding;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Rule: which passwords fall to somebody who tries the likely ones first. He knows the 100,000
/// most frequent ones of all leaks (from nbvcxz), words and names, keyboards, dates and the usual
/// disguises (all from zxcvbn), what Chinese users make passwords of (our own list), and what is
/// known of the user.
final class GuessablePasswords {
    /// So many guesses a patient attacker makes against a sign-in that is slowed.
    private static final double GUESSES = 1e8;

    /// Of a longer one only the beginning is looked at: the time of an estimate grows with its
    /// square.
    private static final int LOOKED_AT = 64;

    /// @param password folded
    /// @param known words that an attacker tries before all others
    boolean contains(String password, List<String> known) {
        if (Known.LEAKED.contains(password)) {
            return true;
        }
        var beginning = password.substring(0, Math.min(LOOKED_AT, password.length()));
        var words = new ArrayList<>(known);
        words.addAll(Known.WORDS);
        return Known.ESTIMATE.measure(beginning, words).getGuesses() < GUESSES;
    }

    /// Read when the first password is set, not at every start.
    private static final class Known {
        static final Zxcvbn ESTIMATE = new Zxcvbn();
        static final List<String> WORDS =
                lines("/io/kedang/access/password-words.txt")
                        .filter(line -> !line.startsWith("#"))
                        .toList();

        /// Shorter ones no longer count: their length refuses them.
        static final Set<String> LEAKED =
                lines("/dictionaries/passwords.txt")
                        .map(Folding::fold)
                        .filter(each -> each.codePointCount(0, each.length()) >= Passwords.SHORTEST)
                        .collect(Collectors.toUnmodifiableSet());

        private static Stream<String> lines(String name) {
            try (var list = GuessablePasswords.class.getResourceAsStream(name)) {
                return new String(list.readAllBytes(), StandardCharsets.UTF_8).lines();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
