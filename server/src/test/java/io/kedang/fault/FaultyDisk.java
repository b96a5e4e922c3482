package io.kedang.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A disk for tests that fails on purpose: a real folder seen through a file system of our own.
///
/// Counts every call that changes something; at the chosen one it fails, and it can lose whatever
/// was not forced, as a power cut does. Production code meets it through ordinary [Path]s.
public final class FaultyDisk {
    /// What happens at the chosen call.
    public enum Fault {
        /// The call fails and changes nothing; the next one works.
        ERROR,
        /// As [#ERROR], but a write takes the first half of its bytes before.
        DISK_FULL,
        /// A write takes the first half of its bytes and says so, without an error.
        SHORT_WRITE,
        /// The call fails half done, and so does every later one: the process was killed.
        KILLED
    }

    /// A file as the disk itself knows it, apart from its name.
    private static final class Inode {
        byte[] forced = new byte[0];
        Set<PosixFilePermission> mode;
    }

    private final Path real;
    private final FaultyFileSystem files = new FaultyFileSystem(this);
    private final Map<Path, Inode> names = new HashMap<>();
    private final Map<Path, Inode> forcedNames = new LinkedHashMap<>();
    private final Map<Path, String> foreignOwners = new HashMap<>();
    private int calls;
    private int failAt = Integer.MAX_VALUE;
    private int failures = 1;
    private Fault fault = Fault.ERROR;
    private boolean dead;

    public FaultyDisk(Path real) {
        this.real = real;
    }

    /// The disk's root, to be given to the code under test.
    public Path root() {
        return files.wrap(real);
    }

    /// From now on the `n`-th changing call, counted from 1, fails.
    public void failAt(int n, Fault how) {
        failFrom(n, 1, how);
    }

    /// As [#failAt], and so do those after it, `count` in all.
    public void failFrom(int n, int count, Fault how) {
        calls = 0;
        failAt = n;
        failures = count;
        fault = how;
    }

    public Fault fault() {
        return fault;
    }

    /// Lets this file appear to belong to somebody else.
    public void giveAway(Path name, String owner) {
        foreignOwners.put(name, owner);
    }

    String foreignOwner(Path name) {
        return foreignOwners.get(name);
    }

    public int calls() {
        return calls;
    }

    /// The process is gone and a new one starts; what was written is still in the page cache.
    public void restart() {
        dead = false;
        failAt = Integer.MAX_VALUE;
    }

    /// As [#restart], but all that was not forced is lost: bytes of files, and names in folders.
    public void restartAfterPowerCut() throws IOException {
        restart();
        for (var name : names.keySet()) {
            Files.deleteIfExists(name);
        }
        names.clear();
        for (var entry : forcedNames.entrySet()) {
            Files.write(entry.getKey(), entry.getValue().forced);
            Files.setPosixFilePermissions(entry.getKey(), entry.getValue().mode);
            names.put(entry.getKey(), entry.getValue());
        }
    }

    /// The names in a folder; none when there is no such folder.
    public static List<String> names(Path folder) throws IOException {
        var names = new ArrayList<String>();
        if (Files.exists(folder)) {
            try (var entries = Files.newDirectoryStream(folder)) {
                entries.forEach(entry -> names.add(entry.getFileName().toString()));
            }
        }
        return names;
    }

    /// Counts a changing call; throws when it is the one that fails.
    synchronized void change(Path name) throws IOException {
        if (fails() && fault != Fault.SHORT_WRITE) {
            throw new IOException("fault " + fault + " at call " + calls + " on " + name);
        }
    }

    /// Counts a write; answers how many of `bytes` it takes before it fails, or -1 when it does
    /// not.
    synchronized int changeByWriting(int bytes) throws IOException {
        if (!fails()) {
            return bytes;
        }
        return fault == Fault.ERROR ? 0 : bytes / 2;
    }

    private boolean fails() throws IOException {
        if (dead) {
            throw new IOException("this process was killed");
        }
        calls++;
        boolean now = calls >= failAt && calls - failAt < failures;
        dead = now && fault == Fault.KILLED;
        return now;
    }

    synchronized void created(Path name) throws IOException {
        names.computeIfAbsent(name, fresh -> new Inode()).mode =
                Files.getPosixFilePermissions(name);
    }

    synchronized void deleted(Path name) {
        names.remove(name);
    }

    synchronized void moved(Path from, Path to) {
        names.put(to, names.remove(from));
    }

    synchronized void forced(Path name) throws IOException {
        if (Files.isDirectory(name)) {
            forcedNames.keySet().removeIf(entry -> name.equals(entry.getParent()));
            names.forEach(
                    (entry, inode) -> {
                        if (name.equals(entry.getParent())) {
                            forcedNames.put(entry, inode);
                        }
                    });
        } else {
            var inode = names.get(name);
            if (inode != null) {
                inode.forced = Files.readAllBytes(name);
            }
        }
    }
}
