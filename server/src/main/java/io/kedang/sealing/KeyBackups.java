package io.kedang.sealing;

import io.kedang.kernel.Refusal;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/// 密钥库备份: encrypted copies of the key store in a folder apart, one a day. None is older than
/// seven days: then no copy is left of a key that was erased. Beside them lies what was erased, so
/// that a store which comes back from an older copy erases it again.
///
/// A copy opens with the master key, which is in none of them. When that is rotated a new one is
/// made, and those of before, which nothing opens any more, are destroyed.
public final class KeyBackups {
    public static final Duration KEPT = Duration.ofDays(7);
    private static final Duration BETWEEN = Duration.ofDays(1);
    private static final String PREFIX = "keys-";
    private static final String SUFFIX = ".copy";
    private static final String ERASED = "erased";
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final Logger LOG = LoggerFactory.getLogger(KeyBackups.class);

    private final Path keys;
    private final Path folder;
    private final MasterKey master;
    private final KeyStore store;
    private final InstantSource clock;
    private volatile @Nullable String trouble;

    /// @param keys the key folder
    /// @param folder where the copies lie
    public KeyBackups(
            Path keys, Path folder, MasterKey master, KeyStore store, InstantSource clock) {
        this.keys = keys;
        this.folder = folder;
        this.master = master;
        this.store = store;
        this.clock = clock;
    }

    /// Where copies lie unless somebody says otherwise: beside the mirror, else beside the keys.
    ///
    /// @param setting of whoever says otherwise
    public static Path folder(Path data, @Nullable Path mirror, @Nullable Path setting) {
        if (setting != null) {
            return setting;
        }
        return mirror == null
                ? data.resolve("key-copies")
                : mirror.toAbsolutePath().resolveSibling(mirror.getFileName() + "-copies");
    }

    /// The file with what was erased, beside the copies.
    public static Path tombstones(Path folder) {
        return folder.resolve(ERASED);
    }

    /// @param newest when the newest copy was made
    /// @param trouble why the last one could not be made
    public record State(
            Path folder, @Nullable Instant newest, int copies, @Nullable String trouble) {}

    public State state() {
        try {
            var copies = copies();
            return new State(
                    folder, copies.isEmpty() ? null : copies.lastKey(), copies.size(), trouble);
        } catch (IOException e) {
            return new State(folder, null, 0, e.toString());
        }
    }

    /// What is due: a copy when the newest one is a day old, and the end of those that are older
    /// than seven days, also when none can be made.
    public synchronized void work() {
        try {
            var now = clock.instant();
            var copies = copies();
            if (copies.subMap(now.minus(BETWEEN), false, now, true).isEmpty()) {
                makeOrNote();
            }
            destroyOutdated(now);
        } catch (IOException | UncheckedIOException e) {
            note(e);
        }
    }

    /// At the end of the program, so that what is new since the last one is in a copy.
    public synchronized void makeIfChanged() {
        try {
            var newest = copies().lastEntry();
            if (newest == null
                    || !Arrays.equals(
                            KeyCopyFile.head(newest.getValue()).fingerprint(), fingerprint())) {
                makeOrNote();
            }
        } catch (IOException | GeneralSecurityException | UncheckedIOException e) {
            note(e);
        }
    }

    /// A copy now. It is read again and opened before it counts.
    public synchronized Instant make() {
        try {
            return makeNow();
        } catch (IOException | UncheckedIOException e) {
            note(e);
            throw SealingProblem.unusable(folder, e instanceof IOException io ? io : cause(e));
        }
    }

    private static IOException cause(Exception e) {
        return e.getCause() instanceof IOException cause ? cause : new IOException(e);
    }

    private void makeOrNote() {
        try {
            makeNow();
        } catch (IOException | UncheckedIOException | Refusal e) {
            note(e);
        }
    }

    private void note(Exception fault) {
        trouble = fault.toString();
        LOG.error("The key store could not be copied to {}", folder, fault);
    }

    /// Not amid a rotation of the master key: half of the copy would soon be shut.
    private Instant makeNow() throws IOException {
        if (master.hasFormer()) {
            throw new Refusal(SealingProblem.ROTATION_UNDER_WAY);
        }
        DurableFile.createFolder(folder);
        sweep();
        var now = clock.instant();
        var file = folder.resolve(PREFIX + MOMENT.format(now) + SUFFIX);
        var canary = Files.readAllBytes(keys.resolve(MasterKey.CANARY));
        KeyCopyFile.write(
                file,
                canary,
                fingerprint(),
                master,
                sink -> {
                    try {
                        sink.put(NamedKeys.FILE, Files.readAllBytes(keys.resolve(NamedKeys.FILE)));
                        store.copy(sink);
                    } catch (GeneralSecurityException e) {
                        throw new IOException(e);
                    }
                });
        try {
            KeyCopyFile.read(file, master, new KeyCopyParts(master));
        } catch (GeneralSecurityException e) {
            DurableFile.destroy(file);
            throw new IOException("what was written does not open", e);
        }
        destroyUseless();
        trouble = null;
        return now;
    }

    /// What a crash left half written.
    private void sweep() throws IOException {
        try (var all = Files.newDirectoryStream(folder, PREFIX + "*" + SUFFIX + ".new")) {
            for (var file : all) {
                DurableFile.destroy(file);
            }
        }
    }

    private byte[] fingerprint() throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(store.fingerprint());
            digest.update(Files.readAllBytes(keys.resolve(NamedKeys.FILE)));
            return digest.digest();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    /// Also those of a future that a wrong clock believed in.
    private void destroyOutdated(Instant now) throws IOException {
        for (var copy : copies().entrySet()) {
            boolean kept =
                    !copy.getKey().isBefore(now.minus(KEPT))
                            && copy.getKey().isBefore(now.plus(BETWEEN));
            if (!kept) {
                DurableFile.destroy(copy.getValue());
            }
        }
    }

    /// Copies that only a master key opens which is gone.
    private void destroyUseless() throws IOException {
        for (var file : copies().values()) {
            try {
                if (!master.has(KeyCopyFile.head(file).wrapped())) {
                    DurableFile.destroy(file);
                }
            } catch (GeneralSecurityException e) {
                LOG.warn("{} is damaged: {}", file, e.getMessage());
            }
        }
    }

    /// A sentence for each copy that is not as it was written.
    public List<String> verify() {
        var damaged = new ArrayList<String>();
        try {
            for (var file : copies().values()) {
                damage(file).ifPresent(wrong -> damaged.add(file + ": " + wrong));
            }
        } catch (IOException e) {
            damaged.add(folder + " cannot be read: " + e);
        }
        return damaged;
    }

    /// Why not every key in it opens.
    private Optional<String> damage(Path file) {
        try {
            var parts = new KeyCopyParts(master);
            KeyCopyFile.read(file, master, parts);
            return parts.shut() == 0
                    ? Optional.empty()
                    : Optional.of(parts.shut() + " of its keys were damaged before");
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | GeneralSecurityException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private NavigableMap<Instant, Path> copies() throws IOException {
        var copies = new TreeMap<Instant, Path>();
        if (Files.exists(folder)) {
            try (var all = Files.newDirectoryStream(folder, PREFIX + "*" + SUFFIX)) {
                for (var file : all) {
                    moment(file).ifPresent(moment -> copies.put(moment, file));
                }
            }
        }
        return copies;
    }

    private static Optional<Instant> moment(Path file) {
        var name = Objects.requireNonNull(file.getFileName()).toString();
        var text = name.substring(PREFIX.length(), name.length() - SUFFIX.length());
        try {
            return Optional.of(MOMENT.parse(text, Instant::from));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /// Brings a lost key store back from a copy. Keys that were erased since are erased again.
    ///
    /// Refuses while there are keys, which it would throw away, and over a copy that was changed.
    /// Where the sample of the master key is lost too, it is brought back first, so that recovery
    /// shares can be tried on it.
    ///
    /// @param folder where copies lie, for what was erased since
    public static KeyReport restore(
            Path copy,
            Path keys,
            @Nullable Path mirror,
            Path folder,
            MasterSource source,
            InstantSource clock) {
        if (!Files.isRegularFile(copy)) {
            throw new Refusal(SealingProblem.COPY_MISSING, copy.toString());
        }
        try {
            var subjects = keys.resolve(KeyStore.FOLDER);
            refuseKeys(subjects);
            if (mirror != null) {
                refuseKeys(mirror);
            }
            DurableFile.createFolder(keys);
            bring(keys.resolve(MasterKey.CANARY), KeyCopyFile.head(copy).canary());
            var master = MasterKey.open(keys, source, null);
            unpack(copy, keys, subjects, master);
            try (var store = KeyStore.open(keys, mirror, tombstones(folder), master, clock)) {
                return store.verify();
            }
        } catch (GeneralSecurityException e) {
            throw new Refusal(
                    SealingProblem.COPY_DAMAGED, copy.toString(), String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw SealingProblem.unusable(copy, e);
        }
    }

    private static void refuseKeys(Path folder) throws IOException {
        if (Files.exists(folder.resolve(KeyFolder.LIST))) {
            throw new Refusal(SealingProblem.KEYS_STILL_THERE, folder.toString());
        }
        if (Files.exists(folder)) {
            try (var all = Files.newDirectoryStream(folder, "*.keys")) {
                for (var file : all) {
                    if (Files.size(file) > 0) {
                        throw new Refusal(SealingProblem.KEYS_STILL_THERE, folder.toString());
                    }
                }
            }
        }
    }

    /// All of it, or nothing: a second try begins anew.
    private static void unpack(Path copy, Path keys, Path subjects, MasterKey master)
            throws IOException, GeneralSecurityException {
        var fresh = subjects.resolveSibling(subjects.getFileName() + ".restoring");
        empty(fresh);
        DurableFile.createFolder(fresh);
        var parts =
                new KeyCopyParts(
                        master,
                        (name, content) -> DurableFile.replace(fresh.resolve(name), content));
        KeyCopyFile.read(copy, master, parts);
        var there = subjects.resolve(KeyFolder.ERASED);
        var erased = Files.exists(there) ? Files.readAllBytes(there) : new byte[0];
        DurableFile.replace(
                fresh.resolve(KeyFolder.ERASED), Tombstones.union(erased, parts.erased()));
        DurableFile.replace(fresh.resolve(KeyFolder.LIST), Segment.encode(parts.segments()));
        bring(keys.resolve(NamedKeys.FILE), parts.named());
        empty(subjects);
        Files.move(fresh, subjects, StandardCopyOption.ATOMIC_MOVE);
        DurableFile.forceFolder(subjects);
    }

    private static void empty(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var all = Files.newDirectoryStream(folder)) {
                for (var file : all) {
                    DurableFile.destroy(file);
                }
            }
            Files.delete(folder);
        }
    }

    /// What is there already is of today.
    private static void bring(Path file, byte[] content) throws IOException {
        if (!Files.exists(file)) {
            DurableFile.replace(file, content);
        }
    }
}
