package io.kedang.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Data folders with PostgreSQL's programs already in them, because unpacking takes seconds.
public final class TestFolder {
    private static final Path PROGRAMS = unpackOnce();

    private static final Set<Path> LINKS = ConcurrentHashMap.newKeySet();

    private TestFolder() {}

    static DataFolder open(Path path) {
        var folder = DataFolder.open(path);
        var binaries = folder.postgres().resolve("binaries");
        if (!Files.exists(binaries)) {
            link(binaries);
        }
        return folder;
    }

    /// The path of a folder that [#open] has prepared and closed again.
    public static Path prepare(Path path) {
        open(path).close();
        return path;
    }

    /// Takes the links away before JUnit deletes the folders and warns of each.
    public static void unlink() {
        LINKS.forEach(Folders::deleteFile);
        LINKS.clear();
    }

    private static void link(Path binaries) {
        try {
            LINKS.add(Files.createSymbolicLink(binaries, PROGRAMS));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path unpackOnce() {
        try (var folder = DataFolder.open(Path.of("target", "test-programs"))) {
            Programs.unpack(folder, System.out::println);
            return folder.postgres().resolve("binaries");
        }
    }
}
