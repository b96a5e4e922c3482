package io.kedang.access.signin;

import io.kedang.sealing.DurableFile;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;

/// Lets the command line speak to the server of its data folder. Whoever can read the folder's
/// files owns the installation; so a secret, made anew at every start and kept in a file only the
/// owner can read, is enough to act as any user of it. What is done with it stands in the audit as
/// a command.
@Component
public class OperatorKey {
    public static final String SCHEME = "Operator ";

    /// Names the user to act as; without it the administrator who has been there longest.
    public static final String ACT_AS = "Kedang-Act-As";

    private static final String FILE = "operator.key";

    private final byte[] secret;

    OperatorKey(@Value("${kedang.data}") Path data) throws IOException {
        var text = Secret.next();
        secret = text.getBytes(StandardCharsets.US_ASCII);
        DurableFile.replace(data.resolve(FILE), secret);
    }

    boolean opens(String presented) {
        return MessageDigest.isEqual(secret, presented.getBytes(StandardCharsets.US_ASCII));
    }

    /// The secret of the server that has this folder open.
    public static String read(Path data) {
        try {
            return Files.readString(data.resolve(FILE), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
