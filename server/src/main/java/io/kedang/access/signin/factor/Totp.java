package io.kedang.access.signin.factor;

import java.math.BigInteger;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.LongStream;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Rule: codes of six digits that follow from a secret and the time (RFC 6238, SHA-1, 30 seconds),
/// as every authenticator makes them.
final class Totp {
    private static final int SECRET_BYTES = 20;
    private static final int STEP_SECONDS = 30;
    private static final int MODULUS = 1_000_000;

    /// Clocks of phones are off by some seconds, and typing takes some.
    private static final int DRIFT = 1;

    private static final SecureRandom RANDOM = new SecureRandom();

    private Totp() {}

    static byte[] newSecret() {
        var secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        return secret;
    }

    static long step(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), STEP_SECONDS);
    }

    static String code(byte[] secret, long step) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            var hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            int at = hash[hash.length - 1] & 0xf;
            int number = ByteBuffer.wrap(hash).getInt(at) & Integer.MAX_VALUE;
            return String.format(Locale.ROOT, "%06d", number % MODULUS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HMAC-SHA-1", e);
        }
    }

    /// The time step of which `code` is, within the drift and after `last`; empty when it is of
    /// none.
    static OptionalLong find(byte[] secret, String code, Instant now, long last) {
        long current = step(now);
        return LongStream.rangeClosed(current - DRIFT, current + DRIFT)
                .filter(step -> step > last)
                .filter(step -> same(code(secret, step), code))
                .findFirst();
    }

    /// Takes the same time wherever they differ.
    private static boolean same(String known, String presented) {
        return MessageDigest.isEqual(
                known.getBytes(StandardCharsets.UTF_8), presented.getBytes(StandardCharsets.UTF_8));
    }

    /// The secret as people type it: base 32 (RFC 4648), 32 characters. Java counts to 32 with the
    /// digits 0-9 and a-v.
    static String text(byte[] secret) {
        var digits = new BigInteger(1, secret).toString(32);
        return "0"
                .repeat(SECRET_BYTES * 8 / 5 - digits.length())
                .concat(digits)
                .chars()
                .map(digit -> Character.digit(digit, 32))
                .map(value -> value < 26 ? 'A' + value : '2' + value - 26)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /// What stands in the QR code.
    static String uri(String issuer, String account, byte[] secret) {
        return "otpauth://totp/%s:%s?secret=%s&issuer=%s&algorithm=SHA1&digits=6&period=30"
                .formatted(encode(issuer), encode(account), text(secret), encode(issuer));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
