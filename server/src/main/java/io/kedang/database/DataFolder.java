package io.kedang.database;

import io.kedang.kernel.Refusal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// The one folder that holds everything a Kedang knows, locked for one server at a time.
public final class DataFolder implements AutoCloseable {
    /// Folders open in this JVM. Asked before the lock file is touched: closing a second channel on
    /// a file gives up the lock of the first one.
    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    private static final Pattern SERVER =
            Pattern.compile("\"pid\":(\\d+),\"port\":(\\d+),\"address\":\"([^\"]*)\"");

    /// A killed server still holds its lock for a moment.
    private static final Duration GONE = Duration.ofSeconds(1);

    private final Path root;
    private final FileLock lock;

    private DataFolder(Path root, FileLock lock) {
        this.root = root;
        this.lock = lock;
    }

    /// The server that holds a folder; `port` is 0 until it answers requests.
    ///
    /// @param address where programs on this machine reach it, as `http://127.0.0.1:8080`
    public record Server(long pid, int port, String address) {}

    /// Creates the folder when it is new (readable for its owner only) and locks it until `close`.
    /// Refused with [DatabaseProblem#FOLDER_IN_USE] while another server holds it.
    public static DataFolder open(Path folder) {
        var root = create(folder);
        if (!OPEN.add(root)) {
            throw inUse(root);
        }
        try {
            var lock = lock(root);
            var opened = new DataFolder(root, lock);
            opened.announce(0, "");
            return opened;
        } catch (IOException e) {
            OPEN.remove(root);
            throw unusable(root, e);
        } catch (RuntimeException e) {
            OPEN.remove(root);
            throw e;
        }
    }

    /// The live server of a folder, for commands that talk to it.
    public static Optional<Server> findServer(Path folder) {
        try {
            var match = SERVER.matcher(Files.readString(folder.resolve("server.json")));
            return match.find()
                    ? Optional.of(
                                    new Server(
                                            Long.parseLong(match.group(1)),
                                            Integer.parseInt(match.group(2)),
                                            match.group(3)))
                            .filter(server -> ProcessHandle.of(server.pid()).isPresent())
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// Makes known where this process answers.
    public void announce(int port, String address) {
        var text =
                "{\"pid\":%d,\"port\":%d,\"address\":\"%s\"}%n"
                        .formatted(ProcessHandle.current().pid(), port, address);
        try {
            var unfinished = Files.writeString(root.resolve("server.json.new"), text);
            Files.move(unfinished, serverFile(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw unusable(root, e);
        }
    }

    public Path root() {
        return root;
    }

    public Path postgres() {
        return subfolder("postgres");
    }

    public Path keys() {
        return subfolder("keys");
    }

    public Path spool() {
        return subfolder("spool");
    }

    public Path logs() {
        return subfolder("logs");
    }

    @Override
    public void close() {
        try {
            if (lock.isValid()) {
                Files.deleteIfExists(serverFile());
                lock.acquiredBy().close();
                OPEN.remove(root);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path serverFile() {
        return root.resolve("server.json");
    }

    private Path subfolder(String name) {
        try {
            return createPrivate(root.resolve(name));
        } catch (IOException e) {
            throw unusable(root, e);
        }
    }

    private static FileLock lock(Path root) throws IOException {
        var channel =
                FileChannel.open(
                        root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var deadline = System.nanoTime() + GONE.toNanos();
        while (true) {
            var lock = channel.tryLock();
            if (lock != null) {
                return lock;
            }
            if (System.nanoTime() > deadline) {
                channel.close();
                throw inUse(root);
            }
            Shell.pause(Duration.ofMillis(20));
        }
    }

    private static Path create(Path folder) {
        var absolute = folder.toAbsolutePath().normalize();
        try {
            var parent = absolute.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            return createPrivate(absolute).toRealPath();
        } catch (IOException e) {
            throw unusable(absolute, e);
        }
    }

    private static Path createPrivate(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return folder;
        }
        var ownerOnly = PosixFilePermissions.fromString("rwx------");
        return Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(ownerOnly));
    }

    private static Refusal inUse(Path root) {
        return new Refusal(
                DatabaseProblem.FOLDER_IN_USE,
                root.toString(),
                findServer(root).map(server -> Long.toString(server.pid())).orElse("?"));
    }

    private static Refusal unusable(Path root, IOException cause) {
        var refusal =
                new Refusal(DatabaseProblem.FOLDER_UNUSABLE, root.toString(), cause.toString());
        refusal.initCause(cause);
        return refusal;
    }
}
