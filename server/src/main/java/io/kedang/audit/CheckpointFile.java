package io.kedang.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads check points for the verification. The last line's signature vouches, hash by hash, for
/// all lines before it. A key that was replaced signs nothing any more.
final class CheckpointFile {
    private static final String END =
            "\"at\":\"(?<at>[^\"]*)\",(?:\"key\":\"(?<key>[^\"]*)\",)?\"previous\":\"(?<previous>[^\"]*)\")"
                + ",\"signature\":\"(?<signature>[^\"]*)\"}";
    private static final Pattern POINT =
            Pattern.compile(
                    "(?<body>\\{\"seal\":(?<seal>\\d+),\"total\":(?<total>\\d+),\"mac\":\"(?<mac>[^\"]*)\","
                        + "(?:\"chain\":\"(?<chain>[^\"]*)\",)?"
                        + "(?:\"removal\":\\{\"number\":(?<removal>\\d+),\"first\":\\d+,\"last\":\\d+,"
                        + "\"entries\":\\d+,\"mac\":\"(?<removalMac>[^\"]*)\"\\},)?"
                            + END);
    private static final Pattern NEW_KEY =
            Pattern.compile(
                    "(?<body>\\{\"newKey\":\"(?<newKey>[^\"]*)\",\"public\":\"[^\"]*\"," + END);

    private final SigningKeys keys;
    private final List<Point> points = new ArrayList<>();
    private final List<AuditBreak> breaks = new ArrayList<>();
    private int signer;

    private CheckpointFile(SigningKeys keys) {
        this.keys = keys;
    }

    /// A line that holds.
    ///
    /// @param chain null in lines of the first release
    /// @param removal the last one by policy, 0 before there was any
    record Point(
            long seal,
            long total,
            String mac,
            @Nullable String chain,
            long removal,
            @Nullable String removalMac,
            Instant at) {}

    static CheckpointFile read(Path file, SigningKeys keys) throws IOException {
        var checkpoints = new CheckpointFile(keys);
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
            var match = match(line);
            boolean vouched = next != null && previousOf(next).equals(hash(line));
            if (match == null || !isByItsKey(match) || (!vouched && !isSigned(match))) {
                breaks.add(AuditBreak.of(AuditBreak.Kind.EDITED_CHECKPOINT, i + 1));
            } else {
                boolean follows = match.group("previous").equals(previous);
                boolean afterEdit = !breaks.isEmpty() && breaks.getLast().arguments().contains(i);
                if (!follows && !afterEdit) {
                    breaks.add(AuditBreak.of(AuditBreak.Kind.EDITED_CHECKPOINT, i + 1));
                }
                keep(match);
            }
            previous = hash(line);
        }
    }

    private void keep(Matcher match) {
        signer = version(match).orElse(signer);
        if (match.pattern() == NEW_KEY) {
            signer = keys.find(match.group("newKey")).orElse(signer);
        } else {
            points.add(
                    new Point(
                            Long.parseLong(match.group("seal")),
                            Long.parseLong(match.group("total")),
                            match.group("mac"),
                            match.group("chain"),
                            match.group("removal") == null
                                    ? 0
                                    : Long.parseLong(match.group("removal")),
                            match.group("removalMac"),
                            Instant.parse(match.group("at"))));
        }
    }

    private static @Nullable Matcher match(String line) {
        var point = POINT.matcher(line);
        if (point.matches()) {
            return point;
        }
        var newKey = NEW_KEY.matcher(line);
        return newKey.matches() ? newKey : null;
    }

    /// The first line may be by any key of this house, each other one by the key of its time.
    private boolean isByItsKey(Matcher match) {
        var version = version(match);
        return version.isPresent() && (signer == 0 || version.getAsInt() == signer);
    }

    /// Lines of the first release name no key: there was one.
    private OptionalInt version(Matcher match) {
        var name = match.group("key");
        return name == null ? OptionalInt.of(1) : keys.find(name);
    }

    private static String previousOf(String line) {
        var match = match(line);
        return match == null ? "" : match.group("previous");
    }

    private boolean isSigned(Matcher match) {
        try {
            var signature = match.group("signature");
            var bytes = Base64.getDecoder().decode(signature);
            // the last character of a base64 text may have spare bits
            return Base64.getEncoder().encodeToString(bytes).equals(signature)
                    && keys.isSigned(version(match).orElseThrow(), match.group("body"), bytes);
        } catch (IllegalArgumentException e) {
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
