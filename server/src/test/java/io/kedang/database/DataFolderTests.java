package io.kedang.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kedang.kernel.Refusal;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

class DataFolderTests {
    @TempDir Path temporary;

    @AfterEach
    void unlink() {
        TestFolder.unlink();
    }

    @Test
    void itAndItsRoomsAreForTheOwnerAlone() throws IOException {
        try (var folder = DataFolder.open(temporary.resolve("new/data"))) {
            for (var path :
                    new Path[] {
                        folder.root(),
                        folder.postgres(),
                        folder.keys(),
                        folder.spool(),
                        folder.logs()
                    }) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                        .as(path.toString())
                        .isEqualTo("rwx------");
            }
        }
    }

    @Test
    void aFolderInUseIsRefusedAlsoAfterTheFirstRefusal() {
        var path = temporary.resolve("data");
        var ourPid = Long.toString(ProcessHandle.current().pid());
        try (var folder = DataFolder.open(path)) {
            for (int attempt = 0; attempt < 2; attempt++) {
                assertInUse(() -> DataFolder.open(path), folder.root(), ourPid);
            }
            try (var child = ChildServer.start(path)) {
                assertThat(child.firstLine())
                        .isEqualTo("refused database.folder-in-use[" + path + ", " + ourPid + "]");
            }
        }
    }

    @Test
    void aFolderInUseByAnotherProcessIsRefusedByName() {
        var path = TestFolder.prepare(temporary.resolve("data"));
        try (var child = ChildServer.start(path)) {
            assertInUse(() -> DataFolder.open(path), path, Long.toString(child.pid()));
        }
        DataFolder.open(path).close();
    }

    @Test
    void theRunningServerIsFoundUntilItEnds() {
        var path = temporary.resolve("data");
        assertThat(DataFolder.findServer(path)).isEmpty();
        try (var folder = DataFolder.open(path)) {
            folder.announce(8080, "http://127.0.0.1:8080");
            assertThat(DataFolder.findServer(path))
                    .contains(
                            new DataFolder.Server(
                                    ProcessHandle.current().pid(), 8080, "http://127.0.0.1:8080"));
        }
        assertThat(DataFolder.findServer(path)).isEmpty();
    }

    @Test
    void aServerThatWasKilledIsNotFound() {
        var path = TestFolder.prepare(temporary.resolve("data"));
        var child = ChildServer.start(path);
        assertThat(DataFolder.findServer(path)).isPresent();
        child.kill();
        assertThat(path.resolve("server.json")).exists();
        assertThat(DataFolder.findServer(path)).isEmpty();
    }

    @Test
    void aFolderThatCannotBeMadeIsRefusedWithItsReason() throws IOException {
        var file = Files.writeString(temporary.resolve("file"), "");
        assertThatThrownBy(() -> DataFolder.open(file.resolve("data")))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal ->
                                assertThat(refusal.problem())
                                        .isEqualTo(DatabaseProblem.FOLDER_UNUSABLE));
        assertThatThrownBy(() -> DataFolder.open(file))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal ->
                                assertThat(refusal.problem())
                                        .isEqualTo(DatabaseProblem.FOLDER_UNUSABLE));
    }

    private static void assertInUse(Runnable open, Path root, String pid) {
        assertThatThrownBy(open::run)
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> {
                            assertThat(refusal.problem()).isEqualTo(DatabaseProblem.FOLDER_IN_USE);
                            assertThat(refusal.arguments()).containsExactly(root.toString(), pid);
                        });
    }
}
