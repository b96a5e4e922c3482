package io.kedang.sealing.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kedang.kernel.Refusal;
import io.kedang.sealing.MasterFile;
import io.kedang.sealing.SealingProblem;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/// Where the PIN of a token lies: a file for its owner alone, or a credential of systemd. No
/// setting and no variable holds it, since both are shown and inherited.
final class Pin {
    private static final String CREDENTIAL = "kedang-pkcs11-pin";

    private final Path file;
    private final boolean guarded;

    private Pin(Path file, boolean guarded) {
        this.file = file;
        this.guarded = guarded;
    }

    /// @param file that the setting names; without one, the credential
    static Pin of(@Nullable Path file, UnaryOperator<@Nullable String> environment) {
        if (file != null) {
            return new Pin(file, true);
        }
        var folder = environment.apply("CREDENTIALS_DIRECTORY");
        if (folder == null || folder.isBlank()) {
            throw new Refusal(SealingProblem.SETTING_MISSING, "keys.pkcs11.pin-file");
        }
        return new Pin(Path.of(folder).resolve(CREDENTIAL), false);
    }

    String place() {
        return file.toString();
    }

    /// The characters, for whoever asked to wipe.
    char[] read() throws IOException {
        if (!Files.isReadable(file)) {
            throw new Refusal(SealingProblem.PKCS11_PIN_MISSING, file.toString());
        }
        if (guarded) {
            MasterFile.guard(file);
        }
        var bytes = Files.readAllBytes(file);
        var text = UTF_8.decode(ByteBuffer.wrap(bytes));
        var pin = new char[text.remaining()];
        text.get(pin);
        Arrays.fill(bytes, (byte) 0);
        Arrays.fill(text.array(), '\0');
        int end = pin.length;
        while (end > 0 && Character.isWhitespace(pin[end - 1])) {
            end--;
        }
        var stripped = Arrays.copyOf(pin, end);
        Arrays.fill(pin, '\0');
        return stripped;
    }
}
