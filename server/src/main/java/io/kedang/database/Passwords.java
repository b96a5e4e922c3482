package io.kedang.database;

import io.kedang.kernel.Refusal;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;

/// The random passwords of the three roles, in a file that only its owner reads.
record Passwords(String administrator, String owner, String application) {
    private static final SecureRandom RANDOM = new SecureRandom();

    /// Reads them, or makes them up for a cluster that does not exist yet.
    static Passwords of(Path folder, boolean newCluster) {
        var file = folder.resolve("passwords");
        try {
            if (!Files.exists(file)) {
                if (!newCluster) {
                    throw new Refusal(DatabaseProblem.PASSWORDS_MISSING, file.toString());
                }
                write(file);
            }
            return read(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "Passwords";
    }

    private static Passwords read(Path file) throws IOException {
        var values = new Properties();
        values.load(new StringReader(Files.readString(file)));
        return new Passwords(
                values.getProperty("administrator"),
                values.getProperty("owner"),
                values.getProperty("application"));
    }

    private static void write(Path file) throws IOException {
        var text =
                """
                administrator=%s
                owner=%s
                application=%s
                """
                        .formatted(random(), random(), random());
        var unfinished = Folders.writePrivate(file.resolveSibling("passwords.unfinished"), text);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String random() {
        var bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
