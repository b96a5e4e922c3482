package io.kedang.audit.chain;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;

/// What the hashes of the public chain are taken of: each value as its length in bytes, `:`, its
/// UTF-8 bytes, `,`; null is `~,`. Moments count microseconds since 1970; a list is the text of its
/// values in turn.
final class ChainText {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);

    ChainText put(@Nullable Object value) {
        switch (value) {
            case null -> bytes.writeBytes(new byte[] {'~', ','});
            case Instant moment -> put(ChronoUnit.MICROS.between(Instant.EPOCH, moment));
            case Collection<?> list -> {
                var nested = new ChainText();
                list.forEach(nested::put);
                putBytes(nested.bytes.toByteArray());
            }
            default -> putBytes(value.toString().getBytes(UTF_8));
        }
        return this;
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    byte[] hash() {
        return sha256().digest(bytes.toByteArray());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    private void putBytes(byte[] value) {
        bytes.writeBytes((value.length + ":").getBytes(UTF_8));
        bytes.writeBytes(value);
        bytes.write(',');
    }
}
