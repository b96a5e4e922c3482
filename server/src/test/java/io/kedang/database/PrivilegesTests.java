package io.kedang.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.security.auth.module.UnixSystem;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Starting as root, in each way in which that can go, and as a normal user.
class PrivilegesTests {
    private static final Set<String> NEEDED =
            Set.of("classes", "postgres", "commons-", "xz-", "jspecify", "spring-web-");

    private static final boolean ROOT = new UnixSystem().getUid() == 0;

    @TempDir Path temporary;

    @AfterEach
    void unlink() {
        TestFolder.unlink();
    }

    @BeforeEach
    void othersMayPass() throws IOException {
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void rootsServerRunsAsNobodyOrAsTheUserHimself() {
        var data = TestFolder.prepare(temporary.resolve("data"));
        try (var child = ChildServer.start(data)) {
            assertThat(child.firstLine()).startsWith("ready");
            assertThat(uid(data.resolve("postgres/18"))).isEqualTo((int) new UnixSystem().getUid());
        }
    }

    @Test
    void aNormalUserStartsItInHisOwnFolder() throws IOException {
        var home = Files.createDirectory(temporary.resolve("home"));
        var classPath = copyClassPath(Files.createDirectory(temporary.resolve("programs")));
        if (ROOT) {
            Files.setAttribute(home, "unix:uid", 65534);
        }
        var user = List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
        var data = home.resolve("data");
        try (var child = ChildServer.start(data, ROOT ? user : List.of(), classPath, "")) {
            assertThat(child.firstLine()).startsWith("ready");
            assertThat(uid(data.resolve("postgres/18")))
                    .isEqualTo(ROOT ? 65534 : (int) new UnixSystem().getUid());
        }
    }

    @Test
    void whereNameSpacesAreForbiddenRootHandsTheDatabaseToNobodyForGood() throws IOException {
        var data = temporary.resolve("data");
        var path = CrashTests.failing(temporary.resolve("programs"), "unshare");
        var classPath = System.getProperty("java.class.path");
        for (var programs : List.of(path, "")) {
            try (var child = ChildServer.start(data, List.of(), classPath, programs)) {
                assertThat(child.firstLine()).startsWith("ready");
                if (ROOT) {
                    var nobody = Shell.run(List.of("id", "-u", "nobody")).output().strip();
                    assertThat(uid(data.resolve("postgres/18"))).hasToString(nobody);
                    assertThat(uid(data.resolve("postgres/passwords"))).isZero();
                }
            }
        }
    }

    @Test
    void aFolderThatNobodyCanReachIsRefused() throws IOException {
        var closed = Files.createDirectory(temporary.resolve("closed"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        var path = CrashTests.failing(temporary.resolve("programs"), "unshare");
        var classPath = System.getProperty("java.class.path");
        try (var child = ChildServer.start(closed.resolve("data"), List.of(), classPath, path)) {
            assertThat(child.firstLine())
                    .startsWith(ROOT ? "refused database.folder-not-reachable" : "ready");
        }
    }

    @Test
    void whereNothingTakesRootsRightsAwayRootIsRefused() throws IOException {
        CrashTests.failing(temporary.resolve("programs"), "unshare");
        var path = CrashTests.failing(temporary.resolve("programs"), "setpriv");
        var classPath = System.getProperty("java.class.path");
        var data = temporary.resolve("data");
        try (var child = ChildServer.start(data, List.of(), classPath, path)) {
            assertThat(child.firstLine())
                    .startsWith(ROOT ? "refused database.root-refused" : "ready");
        }
    }

    /// The user of the test cannot read where the jars lie when they are root's.
    private static String copyClassPath(Path target) throws IOException {
        var copies = new LinkedHashSet<String>();
        var entries = System.getProperty("java.class.path").split(File.pathSeparator);
        for (var entry : Stream.of(entries).map(Path::of).toList()) {
            var name = entry.getFileName().toString();
            if (Files.isRegularFile(entry) && NEEDED.stream().anyMatch(name::contains)) {
                copies.add(Files.copy(entry, target.resolve(name)).toString());
            } else if (Files.isDirectory(entry)) {
                copies.add(copyFolder(entry, target.resolve(name)).toString());
            }
        }
        return String.join(File.pathSeparator, copies);
    }

    private static Path copyFolder(Path from, Path to) throws IOException {
        Files.walkFileTree(
                from,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        var copy = to.resolve(from.relativize(file));
                        Files.createDirectories(copy.getParent());
                        Files.copy(file, copy);
                        return FileVisitResult.CONTINUE;
                    }
                });
        return to;
    }

    private static int uid(Path path) {
        try {
            return (Integer) Files.getAttribute(path, "unix:uid");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
