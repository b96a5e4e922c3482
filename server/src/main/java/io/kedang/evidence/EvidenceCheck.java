package io.kedang.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kedang.evidence.EvidenceFault.Kind;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/// Verifies an export of the register: every entry against its seal, every seal against the one
/// before it, the chain against the signed check points, and the file against its own signature.
/// Needs the file, and to know whose it is the public key; nothing else.
public final class EvidenceCheck {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LONGEST_LINE = 16 * 1024 * 1024;
    private static final int MOST_FAULTS = 100;
    private static final int FEWEST_MONTHS = 6;

    private final EvidenceKeys known = new EvidenceKeys();
    private final EvidenceKeys trusted = new EvidenceKeys();
    private final MessageDigest all = EvidenceHash.newSha256();
    private final List<EvidenceFault> faults = new ArrayList<>();

    private long line;
    private long entries;
    private long removed;
    private long seals;
    private long checkpoints;
    private @Nullable JsonNode head;
    private @Nullable JsonNode seal;
    private @Nullable JsonNode end;
    private final List<JsonNode> inSeal = new ArrayList<>();
    private long sealLine;
    private long number;
    private long total = -1;
    private String chain = "";
    private long unvouched;
    private @Nullable String lastPoint;

    private EvidenceCheck() {}

    /// @param key the public key of who is said to have made the file (PEM, or base64 of X.509);
    /// without it the file is only checked against the keys that it names itself
    public static EvidenceReport run(Path file, @Nullable String key) throws IOException {
        var check = new EvidenceCheck();
        if (key != null) {
            check.trust(key);
        }
        try (var in = new BufferedInputStream(Files.newInputStream(file))) {
            for (var bytes = next(in); bytes != null; bytes = next(in)) {
                check.read(bytes);
            }
        }
        return check.finish(key != null);
    }

    private void trust(String key) {
        try {
            trusted.add(key);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException("not a public key (Ed25519 or SM2)", e);
        }
    }

    /// A line without its end, null after the last one.
    private static byte @Nullable [] next(InputStream in) throws IOException {
        var bytes = new ByteArrayOutputStream();
        int each = in.read();
        if (each < 0) {
            return null;
        }
        while (each >= 0 && each != '\n') {
            if (bytes.size() == LONGEST_LINE) {
                throw new IOException("a line is longer than " + LONGEST_LINE + " bytes");
            }
            bytes.write(each);
            each = in.read();
        }
        return bytes.toByteArray();
    }

    private void read(byte[] bytes) {
        line++;
        try {
            var read = JSON.readTree(bytes);
            if (!read.isObject() || end != null || (line == 1) != read.has("evidence")) {
                add(Kind.UNREADABLE, line);
            } else if (read.has("end")) {
                end = read;
                return;
            } else if (line == 1) {
                begin(read);
            } else if (read.has("entry")) {
                inSeal.add(read);
            } else if (read.has("seal")) {
                closeSeal();
                openSeal(read);
            } else if (read.has("checkpoint")) {
                closeSeal();
                point(read.path("checkpoint").asString());
            } else {
                add(Kind.UNREADABLE, line);
            }
        } catch (JacksonException
                | DateTimeException
                | ArithmeticException
                | IllegalArgumentException e) {
            add(Kind.UNREADABLE, line);
        }
        all.update(bytes);
        all.update((byte) '\n');
    }

    private void begin(JsonNode read) {
        head = read;
        number = read.path("after").asLong();
        chain = read.path("chain").asString("");
        unvouched = number + 1;
        for (var key : read.path("keys").values()) {
            try {
                known.add(key.asString());
            } catch (GeneralSecurityException e) {
                add(Kind.UNREADABLE, line);
            }
        }
        for (var introduction : read.path("introductions").values()) {
            introduce(introduction.asString());
        }
    }

    /// A new key is trusted when a trusted one introduces it.
    private void introduce(String text) {
        var point = JSON.readTree(text);
        if (isSigned(trusted, point, text)) {
            try {
                trusted.add(point.path("public").asString());
            } catch (GeneralSecurityException e) {
                add(Kind.UNREADABLE, line);
            }
        }
    }

    private void openSeal(JsonNode read) {
        long next = read.path("seal").asLong();
        if (next > number + 1) {
            add(Kind.MISSING_SEALS, line, number + 1, next - 1);
            chain = "";
            total = -1;
        } else if (next != number + 1) {
            add(Kind.UNREADABLE, line);
        }
        number = next;
        seal = read;
        sealLine = line;
        seals++;
    }

    /// Checks the seal that is open with the entries that followed it.
    private void closeSeal() {
        var open = seal;
        if (open == null) {
            inSeal.forEach(entry -> add(Kind.UNREADABLE, line));
            inSeal.clear();
            return;
        }
        seal = null;
        var ids = new ArrayList<Long>();
        open.path("entries").forEach(id -> ids.add(id.asLong()));
        new SealedEntries(open, ids, this::add).check(sealLine, inSeal);
        entries += inSeal.size();
        checkRemoved(open);
        inSeal.clear();
        boolean counted = total < 0 || total + ids.size() == open.path("total").asLong();
        boolean follows = chain.isEmpty() && number > 1 || link(open).equals(link(open, chain));
        if (!counted || !follows) {
            add(Kind.EDITED_SEAL, sealLine, number);
        }
        total = open.path("total").asLong();
        chain = link(open);
    }

    /// Nothing younger than six months is removed by policy, whoever says so.
    private void checkRemoved(JsonNode open) {
        int gone = open.path("removed").size();
        removed += gone;
        var begin = head;
        if (gone == 0 || begin == null) {
            return;
        }
        var made = Instant.parse(begin.path("made").asString()).atOffset(ZoneOffset.UTC);
        var last = Instant.parse(open.path("last").asString());
        if (last.isAfter(made.minusMonths(FEWEST_MONTHS).toInstant())) {
            add(Kind.REMOVED_TOO_YOUNG, sealLine, number);
        }
    }

    private static String link(JsonNode seal) {
        return seal.path("chain").asString();
    }

    /// What the link has to be.
    private static String link(JsonNode seal, String before) {
        try {
            var leaves = new ByteArrayOutputStream();
            for (var hash : seal.path("hashes").values()) {
                leaves.writeBytes(HexFormat.of().parseHex(hash.asString()));
            }
            var content =
                    seal.has("content")
                            ? seal.path("content").asString()
                            : EvidenceHash.hex(EvidenceHash.sha256(leaves.toByteArray()));
            return EvidenceHash.hex(EvidenceHash.ofSeal(seal, content, before));
        } catch (DateTimeException | ArithmeticException | IllegalArgumentException e) {
            return "not of the form of a seal";
        }
    }

    private void point(String text) {
        var point = JSON.readTree(text);
        var previous = point.path("previous").asString();
        if (lastPoint != null && !previous.equals(hash(lastPoint))) {
            add(Kind.MISSING_CHECKPOINT, line);
        }
        lastPoint = text;
        if (!isSigned(known, point, text)) {
            add(Kind.EDITED_CHECKPOINT, line);
            return;
        }
        if (!point.has("seal")) {
            return;
        }
        checkpoints++;
        if (!point.path("chain").asString().equals(chain)
                || point.path("seal").asLong() != number
                || point.path("total").asLong() != total) {
            add(Kind.REWRITTEN_CHAIN, line, unvouched, number);
        }
        unvouched = number + 1;
    }

    /// The signature is of the text before it.
    private static boolean isSigned(EvidenceKeys keys, JsonNode point, String text) {
        int at = text.lastIndexOf(",\"signature\":\"");
        var signature = point.path("signature").asString();
        return at > 0
                && text.equals(text.substring(0, at) + ",\"signature\":\"" + signature + "\"}")
                && keys.isSigned(point.path("key").asString(), text.substring(0, at), signature);
    }

    private EvidenceReport finish(boolean expectsKey) {
        closeSeal();
        if (number >= unvouched) {
            add(Kind.UNVOUCHED_SEALS, line, unvouched, number);
        }
        var last = end;
        var key = last == null ? null : last.path("key").asString();
        if (last == null || key == null) {
            add(Kind.CUT_SHORT, line);
        } else {
            checkEnd(last, key, expectsKey);
        }
        var first = head;
        return new EvidenceReport(
                entries,
                removed,
                seals,
                checkpoints,
                first == null ? null : first.path("from").asString(),
                first == null ? null : first.path("until").asString(),
                key,
                List.copyOf(faults));
    }

    private void checkEnd(JsonNode last, String key, boolean expectsKey) {
        var digest = EvidenceHash.hex(all.digest());
        var signed = "kedang-audit evidence 1 " + last.path("sha256").asString();
        var counts = last.path("end");
        if (!last.path("sha256").asString().equals(digest)
                || counts.path("seals").asLong() != seals
                || counts.path("entries").asLong() != entries
                || !known.isSigned(key, signed, last.path("signature").asString())) {
            add(Kind.EDITED_FILE, line);
        }
        if (expectsKey && !trusted.knows(key)) {
            add(Kind.OTHER_KEY, line, key);
        }
    }

    private static String hash(String text) {
        return Base64.getEncoder().encodeToString(EvidenceHash.sha256(text.getBytes(UTF_8)));
    }

    private void add(Kind kind, long at, Object... arguments) {
        if (faults.size() < MOST_FAULTS) {
            faults.add(new EvidenceFault(kind, at, List.of(arguments)));
        }
    }
}
