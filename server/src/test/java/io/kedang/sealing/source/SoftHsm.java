package io.kedang.sealing.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// A real PKCS#11 device in software. Its library asks the variable `SOFTHSM2_CONF` where its
/// tokens are, which the build sets; tokens are made before the library is loaded, which sees no
/// later ones.
final class SoftHsm {
    static final String PIN = "4711-0815";
    private static final String VARIABLE = "SOFTHSM2_CONF";
    private static final Pattern SLOT = Pattern.compile("reassigned to slot (\\d+)");
    private static final List<Path> LIBRARIES =
            List.of(
                    Path.of("/usr/lib/softhsm/libsofthsm2.so"),
                    Path.of("/usr/lib64/softhsm/libsofthsm2.so"),
                    Path.of("/usr/lib64/pkcs11/libsofthsm2.so"),
                    Path.of("/usr/local/lib/softhsm/libsofthsm2.so"),
                    Path.of("/opt/homebrew/lib/softhsm/libsofthsm2.so"));

    private final Path library;
    private final Path configuration;

    private SoftHsm(Path library, Path configuration) {
        this.library = library;
        this.configuration = configuration;
    }

    /// Skips the tests of the class where there is no SoftHSM, and says so.
    static SoftHsm fresh() throws IOException {
        var library = LIBRARIES.stream().filter(Files::exists).findFirst();
        var variable = System.getenv(VARIABLE);
        assumeTrue(
                library.isPresent() && variable != null,
                "PKCS#11 was not tested: install softhsm2, and run the tests by Maven, which sets "
                        + VARIABLE);
        var configuration = Path.of(Objects.requireNonNull(variable));
        var tokens = configuration.resolveSibling("tokens");
        if (Files.exists(tokens)) {
            try (var all = Files.walk(tokens)) {
                all.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
            }
        }
        Files.createDirectories(tokens);
        Files.writeString(
                configuration,
                "directories.tokendir = %s\nobjectstore.backend = file\n".formatted(tokens));
        return new SoftHsm(library.get(), configuration);
    }

    Path library() {
        return library;
    }

    /// @return the number of its slot
    String newToken(String label) throws IOException, InterruptedException {
        var program =
                new ProcessBuilder(
                                "softhsm2-util",
                                "--init-token",
                                "--free",
                                "--label",
                                label,
                                "--pin",
                                PIN,
                                "--so-pin",
                                PIN)
                        .redirectErrorStream(true);
        program.environment().put(VARIABLE, configuration.toString());
        var process = program.start();
        var said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        var slot = SLOT.matcher(said);
        assertThat(slot.find()).as(said).isTrue();
        return slot.group(1);
    }
}
