package io.kedang.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kedang.kernel.Refusal;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// What a killed server, a killed JVM, a full disk leave behind, and that nothing acknowledged is
/// lost.
class CrashTests {
    @TempDir Path temporary;

    private final List<String> said = new ArrayList<>();

    @AfterEach
    void unlink() {
        TestFolder.unlink();
    }

    @Test
    void afterAKilledJvmTheNextStartFindsEverything() throws Exception {
        var data = TestFolder.prepare(temporary.resolve("data"));
        var child = childWithANote(data);
        child.kill();
        assertNoteSurvives(data);
    }

    @Test
    void afterAKilledServerAndJvmTheNextStartFindsEverything() throws Exception {
        var data = TestFolder.prepare(temporary.resolve("data"));
        var child = childWithANote(data);
        try (var openSession = child.owner(data).connect()) {
            Shell.signal("KILL", child.pid());
            Shell.signal("KILL", child.postmaster().pid());
            assertNoteSurvives(data);
            assertThat(openSession.isValid(5)).isFalse();
        }
    }

    @Test
    void aServerWithoutItsJvmIsStoppedAndItsDataAreFound() throws Exception {
        var data = TestFolder.prepare(temporary.resolve("data"));
        var path = failing("setpriv");
        var child = childWithANote(data, path);
        child.kill();
        assertThat(child.postmaster().isAlive()).as("nobody told it").isTrue();
        var orphan = child.postmaster();
        assertNoteSurvives(data);
        assertThat(said)
                .contains(
                        Texts.database(
                                "database.say.stopping-orphan", Long.toString(orphan.pid())));
        assertThat(orphan.isAlive()).isFalse();
    }

    @Test
    void aPidThatBelongsToSomebodyElseByNowIsNoObstacle() throws Exception {
        var data = TestFolder.prepare(temporary.resolve("data"));
        var child = childWithANote(data);
        Shell.signal("KILL", child.pid());
        Shell.signal("KILL", child.postmaster().pid());
        var stranger = new ProcessBuilder("cat").start();
        try {
            var pidFile = data.resolve("postgres/18/postmaster.pid");
            var lines = new ArrayList<>(Files.readAllLines(pidFile));
            lines.set(0, Long.toString(stranger.pid()));
            Files.write(pidFile, lines);
            assertNoteSurvives(data);
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroy();
        }
    }

    @Test
    void withoutRoomNothingStarts() {
        var data = temporary.resolve("data");
        try (var folder = TestFolder.open(data)) {
            assertThatThrownBy(() -> DiskSpace.require(folder.root(), Long.MAX_VALUE))
                    .isInstanceOfSatisfying(
                            Refusal.class,
                            refusal ->
                                    assertThat(refusal.problem())
                                            .isEqualTo(DatabaseProblem.DISK_FULL));
        }
    }

    /// A file system of its own needs root; without it the test above is what remains.
    @Test
    void aDiskThatFillsUpLosesNothingAndServesAgainWhenThereIsRoom() throws Exception {
        var mount = Files.createDirectory(temporary.resolve("disk"));
        var mounted =
                Shell.run(List.of("mount", "-t", "tmpfs", "-o", "size=330m", "t", "" + mount));
        if (!mounted.succeeded()) {
            return;
        }
        try {
            fillAndFree(mount);
        } finally {
            Shell.run(List.of("umount", mount.toString()));
        }
    }

    private void fillAndFree(Path mount) throws Exception {
        var data = mount.resolve("data");
        var ballast = mount.resolve("ballast");
        var acknowledged = new ArrayList<String>();
        try (var folder = TestFolder.open(data)) {
            try (var postgres = EmbeddedPostgres.start(folder, said::add)) {
                Notes.create(postgres.owner());
                Notes.add(postgres.application(), "before");
                acknowledged.add("before");
                fill(ballast);
                assertThatThrownBy(() -> addUntilRefused(postgres.application(), acknowledged))
                        .isInstanceOf(SQLException.class);
                Files.delete(ballast);
                assertThat(Notes.listWhenUp(postgres.application())).containsAll(acknowledged);
                Notes.add(postgres.application(), "after");
            }
            fill(ballast);
            assertThatThrownBy(() -> EmbeddedPostgres.start(folder, said::add))
                    .isInstanceOfSatisfying(
                            Refusal.class,
                            refusal ->
                                    assertThat(refusal.problem())
                                            .isEqualTo(DatabaseProblem.DISK_FULL));
        }
    }

    private static void addUntilRefused(DatabaseAccess application, List<String> acknowledged)
            throws SQLException {
        for (int i = 0; i < 10_000; i++) {
            var text = i + "x".repeat(10_000);
            Notes.add(application, text);
            acknowledged.add(text);
        }
    }

    private static void fill(Path ballast) throws IOException {
        var block = new byte[1 << 16];
        try (var file = new RandomAccessFile(ballast.toFile(), "rw")) {
            while (true) {
                file.write(block);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    private ChildServer childWithANote(Path data) throws SQLException {
        return childWithANote(data, "");
    }

    private ChildServer childWithANote(Path data, String path) throws SQLException {
        var classPath = System.getProperty("java.class.path");
        var child = ChildServer.start(data, List.of(), classPath, path);
        Notes.create(child.owner(data));
        Notes.add(child.owner(data), "acknowledged");
        return child;
    }

    private void assertNoteSurvives(Path data) throws SQLException {
        try (var folder = TestFolder.open(data);
                var postgres = EmbeddedPostgres.start(folder, said::add)) {
            assertThat(Notes.list(postgres.application())).containsExactly("acknowledged");
        }
    }

    private String failing(String program) throws IOException {
        return failing(temporary.resolve("programs"), program);
    }

    /// A folder with a program of that name that does not work.
    static String failing(Path folder, String program) throws IOException {
        var file = Files.createDirectories(folder).resolve(program);
        Files.writeString(file, "#!/bin/sh\nexit 1\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        return folder.toString();
    }
}
