package io.kedang.intake.table;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

import java.nio.file.Files;
import java.nio.file.Path;

/// Public data that lie beside the repository (`shared/data` in a folder above, or where the system
/// property `kedang.shared` points); a test that needs them is skipped where they are absent.
public final class SharedData {
    private SharedData() {}

    public static Path folder(String name) {
        var found = find(name);
        Assumptions.assumeTrue(
                found != null, () -> "no shared/data/" + name + " beside this repository");
        return java.util.Objects.requireNonNull(found);
    }

    private static @Nullable Path find(String name) {
        var told = System.getProperty("kedang.shared");
        if (told != null) {
            return Path.of(told, "data", name);
        }
        for (var folder = Path.of("").toAbsolutePath();
                folder != null;
                folder = folder.getParent()) {
            var data = folder.resolve("shared").resolve("data").resolve(name);
            if (Files.isDirectory(data)) {
                return data;
            }
        }
        return null;
    }
}
