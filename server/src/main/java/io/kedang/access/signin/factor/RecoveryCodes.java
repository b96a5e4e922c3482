package io.kedang.access.signin.factor;

import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// Rule: codes to write down, such as `7k2mq-x09ve`. 50 random bits each: too many to try, also for
/// whoever has both the hashes and their key.
final class RecoveryCodes {
    static final int COUNT = 10;

    private static final int LENGTH = 10;

    /// Without i, l, o and u, which are misread or make words.
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

    private static final SecureRandom RANDOM = new SecureRandom();

    private RecoveryCodes() {}

    /// In the form in which they are kept and compared.
    static List<String> next() {
        return IntStream.range(0, COUNT).mapToObj(i -> code()).toList();
    }

    private static String code() {
        var code = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            code.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return code.toString();
    }

    static String forReading(String code) {
        return code.substring(0, LENGTH / 2) + "-" + code.substring(LENGTH / 2);
    }

    /// What somebody typed, with misread letters put right.
    static String normal(String typed) {
        return typed.toLowerCase(Locale.ROOT)
                .replaceAll("[^0-9a-z]", "")
                .replace('o', '0')
                .replace('i', '1')
                .replace('l', '1');
    }
}
