package io.kedang.access.signin;

import com.nulabinc.zxcvbn.Zxcvbn;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Rule: which passwords fall to somebody who tries the likely ones first. He knows the 30,000 most
/// frequent ones, words and names, keyboards, dates and the usual disguises (all from zxcvbn), what
/// Chinese users make passwords of (our own list), and the user's name.
final class GuessablePasswords {
    /// So many guesses a patient attacker makes against a sign-in that is slowed.
    private static final double GUESSES = 1e8;

    /// Of a longer one only the beginning is looked at: the time of an estimate grows with its
    /// square.
    private static final int LOOKED_AT = 64;

    boolean contains(String password, String username) {
        var beginning = password.substring(0, Math.min(LOOKED_AT, password.length()));
        var words = new ArrayList<>(Known.WORDS);
        words.add(username);
        return Known.ESTIMATE.measure(beginning, words).getGuesses() < GUESSES;
    }

    /// Read when the first password is set, not at every start.
    private static final class Known {
        static final Zxcvbn ESTIMATE = new Zxcvbn();
        static final List<String> WORDS = words();

        private static List<String> words() {
            var name = "/io/kedang/access/password-words.txt";
            try (var list = GuessablePasswords.class.getResourceAsStream(name)) {
                return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> !line.startsWith("#"))
                        .toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
