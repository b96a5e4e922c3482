package io.kedang.sealing.source;

import io.kedang.kernel.Refusal;
import io.kedang.sealing.MasterFile;
import io.kedang.sealing.MasterSource;
import io.kedang.sealing.SealingProblem;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/// The setting `keys.master` chooses where the master key lives.
public final class MasterSources {
    private static final Logger LOG = LoggerFactory.getLogger(MasterSources.class);

    private final Path folder;
    private final UnaryOperator<@Nullable String> settings;

    private MasterSources(Path folder, UnaryOperator<@Nullable String> settings) {
        this.folder = folder;
        this.settings = settings;
    }

    /// @param folder of the keys
    /// @param settings by what stands behind `keys.`; null or empty where nobody says anything
    public static MasterSource choose(Path folder, UnaryOperator<@Nullable String> settings) {
        return new MasterSources(folder, settings).choose();
    }

    private MasterSource choose() {
        return switch (MasterSource.Kind.of(get("master", "file"))) {
            case FILE -> new MasterFile(folder);
            case SYSTEMD -> {
                warnOfFile();
                yield HandedOver.credential(get("credential", "kedang-master-key"), System::getenv);
            }
            case ENVIRONMENT -> {
                warnOfFile();
                LOG.warn(
                        "The master key comes from the variable {}, which other programs of this"
                                + " user and many a monitoring tool can read",
                        HandedOver.VARIABLE);
                yield HandedOver.variable(System::getenv);
            }
            case VAULT -> vault();
            case PKCS11 -> pkcs11();
        };
    }

    /// A key that was copied from the file is as safe as the file that is still there.
    private void warnOfFile() {
        var file = folder.resolve("master.key");
        if (Files.exists(file)) {
            LOG.warn("The master key is handed over, but {} is still there; destroy it", file);
        }
    }

    private Pkcs11Token pkcs11() {
        var library = get("pkcs11.library", "");
        if (library.isEmpty()) {
            throw new Refusal(SealingProblem.SETTING_MISSING, "keys.pkcs11.library");
        }
        var slot = get("pkcs11.slot", "");
        var file = get("pkcs11.pin-file", "");
        return new Pkcs11Token(
                Path.of(library),
                slot.isEmpty() ? null : slot,
                get("pkcs11.key", "kedang"),
                Pin.of(file.isEmpty() ? null : Path.of(file), System::getenv));
    }

    private VaultTransit vault() {
        var address = get("vault.address", "");
        if (address.isEmpty()) {
            throw new Refusal(SealingProblem.SETTING_MISSING, "keys.vault.address");
        }
        var namespace = get("vault.namespace", "");
        var file = get("vault.certificates", "");
        try {
            var connection =
                    new VaultConnection(
                            address,
                            namespace.isEmpty() ? null : namespace,
                            token(),
                            file.isEmpty() ? null : Path.of(file));
            return new VaultTransit(
                    connection, get("vault.mount", "transit"), get("vault.key", "kedang"));
        } catch (IOException | InvalidPathException e) {
            throw new Refusal(SealingProblem.CERTIFICATES_UNUSABLE, file);
        }
    }

    private VaultConnection.Token token() {
        var file = get("vault.token-file", "");
        var text = get("vault.token", "");
        if (file.isEmpty() && text.isEmpty()) {
            throw new Refusal(SealingProblem.SETTING_MISSING, "keys.vault.token");
        }
        return file.isEmpty()
                ? VaultConnection.Token.of(text)
                : VaultConnection.Token.in(Path.of(file));
    }

    private String get(String key, String otherwise) {
        var text = settings.apply(key);
        return text == null || text.isEmpty() ? otherwise : text;
    }
}
