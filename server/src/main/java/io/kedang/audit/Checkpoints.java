package io.kedang.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kedang.sealing.DurableFile;
import io.kedang.sealing.NamedKeys;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;

/// The second place: a signed line for where the chain stood, in a file outside the database. Who
/// cuts or rewrites the register cannot make the lines agree with it. Each line names the hash of
/// the one before; the public key lies beside the file for whoever checks it elsewhere.
final class Checkpoints {
    static final String FILE = "checkpoints.jsonl";
    static final String PUBLIC_KEY = "checkpoints.pub";

    private final Path file;
    private final KeyPair pair;
    private byte[] previous = new byte[0];

    private Checkpoints(Path file, KeyPair pair) {
        this.file = file;
        this.pair = pair;
    }

    static Checkpoints open(Path folder, NamedKeys keys) throws IOException {
        Files.createDirectories(folder);
        var pair = keys.signingPair(NamedKeys.Name.AUDIT_SIGNING);
        var checkpoints = new Checkpoints(folder.resolve(FILE), pair);
        checkpoints.cutTornLine();
        DurableFile.replace(folder.resolve(PUBLIC_KEY), pem(pair).getBytes(UTF_8));
        return checkpoints;
    }

    /// Returns when the line is on the disk.
    void write(AuditSeal.Head head, Instant now) throws IOException {
        var body =
                "{\"seal\":%d,\"total\":%d,\"mac\":\"%s\",\"at\":\"%s\",\"previous\":\"%s\""
                        .formatted(
                                head.number(),
                                head.total(),
                                base64(head.mac()),
                                now,
                                base64(previous));
        var line = body + ",\"signature\":\"" + base64(sign(body)) + "\"}";
        DurableFile.append(file, (line + "\n").getBytes(UTF_8));
        previous = hash(line);
    }

    /// A line that a crash tore was never acknowledged.
    private void cutTornLine() throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        var content = Files.readString(file, UTF_8);
        int end = content.lastIndexOf('\n') + 1;
        if (end < content.length()) {
            try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(content.substring(0, end).getBytes(UTF_8).length);
                channel.force(true);
            }
        }
        if (end > 0) {
            int start = content.lastIndexOf('\n', end - 2) + 1;
            previous = hash(content.substring(start, end - 1));
        }
    }

    private byte[] sign(String body) {
        try {
            var signature = Signature.getInstance("Ed25519");
            signature.initSign(pair.getPrivate());
            signature.update(body.getBytes(UTF_8));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no Ed25519", e);
        }
    }

    private static byte[] hash(String line) {
        return AuditSeal.sha256().digest(line.getBytes(UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String pem(KeyPair pair) {
        return "-----BEGIN PUBLIC KEY-----\n"
                + base64(pair.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }
}
