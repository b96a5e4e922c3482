package io.kedang.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/// Reads check points for the verification. The last line's signature vouches, hash by hash, for
/// all lines before it.
final class CheckpointFile {
    private static final Pattern LINE =
            Pattern.compile(
                    "(\\{\"seal\":(\\d+),\"total\":(\\d+),\"mac\":\"([^\"]*)\",\"at\":\"([^\"]*)\","
                            + "\"previous\":\"([^\"]*)\"),\"signature\":\"([^\"]*)\"}");

    private final PublicKey key;
    private final List<Point> points = new ArrayList<>();
    private final List<AuditBreak> breaks = new ArrayList<>();

    private CheckpointFile(PublicKey key) {
        this.key = key;
    }

    /// A line that holds.
    record Point(long seal, long total, String mac, Instant at) {}

    static CheckpointFile read(Path file, PublicKey key) throws IOException {
        var checkpoints = new CheckpointFile(key);
        if (Files.exists(file)) {
            checkpoints.read(Files.readAllLines(file, UTF_8));
        }
        return checkpoints;
    }

    List<Point> points() {
        return points;
    }

    List<AuditBreak> breaks() {
        return breaks;
    }

    private void read(List<String> lines) {
        var previous = "";
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            var next = i + 1 < lines.size() ? lines.get(i + 1) : null;
            var match = LINE.matcher(line);
            boolean vouched = next != null && previousOf(next).equals(hash(line));
            if (!match.matches() || (!vouched && !isSigned(match.group(1), match.group(7)))) {
                breaks.add(AuditBreak.of(AuditBreak.Kind.EDITED_CHECKPOINT, i + 1));
            } else {
                boolean follows = match.group(6).equals(previous);
                boolean afterEdit = !breaks.isEmpty() && breaks.getLast().arguments().contains(i);
                if (!follows && !afterEdit) {
                    breaks.add(AuditBreak.of(AuditBreak.Kind.EDITED_CHECKPOINT, i + 1));
                }
                points.add(
                        new Point(
                                Long.parseLong(match.group(2)),
                                Long.parseLong(match.group(3)),
                                match.group(4),
                                Instant.parse(match.group(5))));
            }
            previous = hash(line);
        }
    }

    private static String previousOf(String line) {
        var match = LINE.matcher(line);
        return match.matches() ? match.group(6) : "";
    }

    private boolean isSigned(String body, String signature) {
        try {
            var check = Signature.getInstance("Ed25519");
            check.initVerify(key);
            check.update(body.getBytes(UTF_8));
            var bytes = Base64.getDecoder().decode(signature);
            // the last character of a base64 text may have spare bits
            return Base64.getEncoder().encodeToString(bytes).equals(signature)
                    && check.verify(bytes);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private static String hash(String line) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return Base64.getEncoder().encodeToString(digest.digest(line.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
