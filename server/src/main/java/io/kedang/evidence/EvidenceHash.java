package io.kedang.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.TreeMap;

/// The hashes of the public chain, computed from the lines of an export.
final class EvidenceHash {
    private static final String[] CLOSED = {"name", "address", "reason", "detail"};

    private EvidenceHash() {}

    /// The hash that stands for an entry.
    static byte[] ofEntry(JsonNode line) {
        var bytes = new ByteArrayOutputStream();
        write(bytes, line.path("entry").asString());
        write(bytes, micros(line.path("at")));
        for (var name :
                new String[] {
                    "actor", "channel", "trace", "action", "kind", "subject", "customer"
                }) {
            write(bytes, text(line.path(name)));
        }
        writeList(bytes, line.path("fields"));
        write(bytes, line.path("writer").asString());
        write(bytes, line.path("sequence").asString());
        for (var name : CLOSED) {
            write(bytes, closed(name, line.path(name)));
        }
        return sha256(bytes.toByteArray());
    }

    /// The link of a seal after the one before it.
    ///
    /// @param content SHA-256 over the hashes of its entries
    static byte[] ofSeal(JsonNode line, String content, String before) {
        var bytes = new ByteArrayOutputStream();
        write(bytes, line.path("seal").asString());
        write(bytes, micros(line.path("at")));
        writeList(bytes, line.path("entries"));
        write(bytes, micros(line.path("first")));
        write(bytes, micros(line.path("last")));
        write(bytes, line.path("total").asString());
        write(bytes, content);
        write(bytes, before);
        return sha256(bytes.toByteArray());
    }

    /// The salted hash of what is told or kept back.
    private static String closed(String name, JsonNode told) {
        if (!told.has("salt")) {
            return told.path("hash").asString();
        }
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(HexFormat.of().parseHex(told.path("salt").asString()));
        var value = told.path("value");
        if (name.equals("detail")) {
            var sorted = new TreeMap<String, String>();
            value.forEachEntry((fact, each) -> sorted.put(fact, each.asString()));
            var list = new ByteArrayOutputStream();
            sorted.forEach(
                    (fact, each) -> {
                        write(list, fact);
                        write(list, each);
                    });
            writeBytes(bytes, list.toByteArray());
        } else {
            write(bytes, text(value));
        }
        return hex(sha256(bytes.toByteArray()));
    }

    private static @Nullable String text(JsonNode value) {
        return value.isNull() ? null : value.asString();
    }

    /// Microseconds since 1970.
    private static String micros(JsonNode moment) {
        var at = Instant.parse(moment.asString());
        return Long.toString(
                Math.addExact(
                        Math.multiplyExact(at.getEpochSecond(), 1_000_000), at.getNano() / 1_000));
    }

    private static void writeList(ByteArrayOutputStream bytes, JsonNode list) {
        var nested = new ByteArrayOutputStream();
        list.forEach(each -> write(nested, each.asString()));
        writeBytes(bytes, nested.toByteArray());
    }

    private static void write(ByteArrayOutputStream bytes, @Nullable String value) {
        if (value == null) {
            bytes.writeBytes(new byte[] {'~', ','});
        } else {
            writeBytes(bytes, value.getBytes(UTF_8));
        }
    }

    private static void writeBytes(ByteArrayOutputStream bytes, byte[] value) {
        bytes.writeBytes((value.length + ":").getBytes(UTF_8));
        bytes.writeBytes(value);
        bytes.write(',');
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    static byte[] sha256(byte[] bytes) {
        return newSha256().digest(bytes);
    }

    static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
