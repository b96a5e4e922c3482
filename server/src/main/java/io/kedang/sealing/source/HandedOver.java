package io.kedang.sealing.source;

import com.google.crypto.tink.Aead;

import io.kedang.kernel.Refusal;
import io.kedang.sealing.MasterLines;
import io.kedang.sealing.MasterSource;
import io.kedang.sealing.SealingProblem;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.UnaryOperator;

/// A master key that somebody else keeps and hands over at every start, as text. New versions are
/// lines that he adds, old ones lines that he takes out after a rotation.
final class HandedOver implements MasterSource {
    /// In an environment file a text has one line, so there a comma may separate versions.
    static final String VARIABLE = "KEDANG_MASTER_KEY";

    private final Kind kind;
    private final String place;
    private final Text text;

    private interface Text {
        @Nullable String read() throws IOException;
    }

    private HandedOver(Kind kind, String place, Text text) {
        this.kind = kind;
        this.place = place;
        this.text = text;
    }

    /// A credential of systemd (`LoadCredential=`, `LoadCredentialEncrypted=`), which lies in
    /// memory for the service alone.
    static HandedOver credential(String name, UnaryOperator<@Nullable String> environment) {
        var folder = environment.apply("CREDENTIALS_DIRECTORY");
        if (folder == null || folder.isBlank()) {
            throw new Refusal(SealingProblem.NO_CREDENTIALS, name);
        }
        var file = Path.of(folder).resolve(name);
        return new HandedOver(
                Kind.SYSTEMD,
                file.toString(),
                () -> Files.exists(file) ? Files.readString(file) : null);
    }

    static HandedOver variable(UnaryOperator<@Nullable String> environment) {
        return new HandedOver(
                Kind.ENVIRONMENT,
                VARIABLE,
                () -> {
                    var lines = environment.apply(VARIABLE);
                    return lines == null ? null : lines.replace(',', '\n');
                });
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public String place() {
        return place;
    }

    @Override
    public SortedMap<Integer, Aead> open() throws IOException {
        var lines = text.read();
        return lines == null || lines.isBlank()
                ? Collections.emptySortedMap()
                : MasterLines.open(lines, place);
    }

    @Override
    public Optional<byte[]> reveal(int version) throws IOException {
        var lines = text.read();
        return lines == null
                ? Optional.empty()
                : Optional.ofNullable(MasterLines.parse(lines, place).get(version));
    }

    @Override
    public void addVersion() {
        throw new Refusal(SealingProblem.MASTER_KEY_HANDED_OVER, place);
    }

    /// Nothing: whoever hands the key over takes the line out.
    @Override
    public void destroyBefore(int version) {}
}
