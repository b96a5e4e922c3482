package io.kedang.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kedang.audit.chain.ChainLink;
import io.kedang.sealing.DurableFile;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// The second place: a signed line for where the chain stood, in a file outside the database. Who
/// cuts or rewrites the register cannot make the lines agree with it. Each line names the hash of
/// the one before and the key that signed it; a line by which the old key introduces the new one
/// stands between those of both. The public key lies beside the file for whoever checks it
/// elsewhere.
final class Checkpoints {
    static final String FILE = "checkpoints.jsonl";
    static final String PUBLIC_KEY = "checkpoints.pub";

    private static final Pattern KEY = Pattern.compile("\"(?:newK|k)ey\":\"([^\"]*)\"");

    /// Longer than any line.
    private static final int TAIL = 16_384;

    private final Path file;
    private final SigningKeys keys;
    private final Consumer<String> copy;
    private byte[] previous = new byte[0];
    private int version;

    private Checkpoints(Path file, SigningKeys keys, Consumer<String> copy) {
        this.file = file;
        this.keys = keys;
        this.copy = copy;
        this.version = keys.newest();
    }

    /// @param copy gets every line that was written
    static Checkpoints open(Path folder, SigningKeys keys, Consumer<String> copy)
            throws IOException {
        Files.createDirectories(folder);
        var checkpoints = new Checkpoints(folder.resolve(FILE), keys, copy);
        checkpoints.findEnd();
        checkpoints.publish();
        return checkpoints;
    }

    /// Returns when the line is on the disk.
    ///
    /// @param removal the last one by policy: from then on what it took out of the chain is known
    void write(
            AuditSeal.Head head,
            ChainLink link,
            Optional<SealStore.LastRemoval> removal,
            Instant now)
            throws IOException {
        followKey(now);
        append(
                "{\"seal\":%d,\"total\":%d,\"mac\":\"%s\",\"chain\":\"%s\",%s\"at\":\"%s\""
                        .formatted(
                                head.number(),
                                head.total(),
                                base64(head.mac()),
                                ChainLink.hex(link.chain()),
                                removal.map(Checkpoints::text).orElse(""),
                                now));
    }

    private static String text(SealStore.LastRemoval removal) {
        return "\"removal\":{\"number\":%d,\"first\":%d,\"last\":%d,\"entries\":%d,\"mac\":\"%s\"},"
                .formatted(
                        removal.number(),
                        removal.firstSeal(),
                        removal.lastSeal(),
                        removal.entries(),
                        base64(removal.mac()));
    }

    /// Introduces the newest key when it is not the one that signs yet.
    void followKey(Instant now) throws IOException {
        int newest = keys.newest();
        if (version == newest) {
            return;
        }
        append(
                "{\"newKey\":\"%s\",\"public\":\"%s\",\"at\":\"%s\""
                        .formatted(keys.name(newest), SigningKeys.base64(keys.open(newest)), now));
        version = newest;
        publish();
    }

    private void append(String begin) throws IOException {
        var body =
                begin
                        + ",\"key\":\"%s\",\"previous\":\"%s\""
                                .formatted(keys.name(version), base64(previous));
        var line = body + ",\"signature\":\"" + keys.sign(version, body) + "\"}";
        DurableFile.append(file, (line + "\n").getBytes(UTF_8));
        previous = hash(line);
        copy.accept(line);
    }

    private void publish() throws IOException {
        DurableFile.replace(file.resolveSibling(PUBLIC_KEY), keys.pem(version).getBytes(UTF_8));
    }

    /// The end of the file, without a line that a crash tore: it was never acknowledged.
    private void findEnd() throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        long size = Files.size(file);
        var bytes = new byte[(int) Math.min(TAIL, size)];
        try (var open = new RandomAccessFile(file.toFile(), "r")) {
            open.seek(size - bytes.length);
            open.readFully(bytes);
        }
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        if (end < bytes.length) {
            try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(size - bytes.length + end);
                channel.force(true);
            }
        }
        if (end > 0) {
            int start = end - 1;
            while (start > 0 && bytes[start - 1] != '\n') {
                start--;
            }
            var line = new String(bytes, start, end - 1 - start, UTF_8);
            previous = hash(line);
            version = signer(line);
        }
    }

    /// The key that signs after this line. Lines of the first release name none.
    private int signer(String line) {
        var match = KEY.matcher(line);
        return match.find() ? keys.find(match.group(1)).orElse(keys.newest()) : 1;
    }

    private static byte[] hash(String line) {
        return AuditSeal.sha256().digest(line.getBytes(UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
