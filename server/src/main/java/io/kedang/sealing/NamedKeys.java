package io.kedang.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kedang.kernel.Refusal;
import io.kedang.sealing.suite.KeyedMac;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/// The keys of the house that belong to no person, wrapped by the master key in `named.keys`: a
/// line a key, `BLIND_INDEX 1 <base64>`, with the name of its suite after the version unless that
/// is the standard. Never in the database, whose reader could otherwise try all phone numbers in an
/// hour.
public final class NamedKeys {
    static final String FILE = "named.keys";

    /// What a key is for.
    public enum Name {
        /// Keyed tokens that make sealed values findable.
        BLIND_INDEX,
        /// The MACs of audit entries and seals.
        AUDIT,
        /// Keyed hashes of recovery codes, and of names that were tried at the sign-in.
        SIGN_IN,
        /// Signs the check points of the audit.
        AUDIT_SIGNING
    }

    private static final int FIRST_VERSION = 1;

    private final Path file;
    private final @Nullable Path mirror;
    private final MasterKey master;
    private final Map<Name, NavigableMap<Integer, NamedKey>> keys;

    private NamedKeys(
            Path file,
            @Nullable Path mirror,
            MasterKey master,
            Map<Name, NavigableMap<Integer, NamedKey>> keys) {
        this.file = file;
        this.mirror = mirror;
        this.master = master;
        this.keys = keys;
    }

    /// Opens the keys of this folder; makes those that are new in this release, or all when the
    /// folder is new. Refuses when the file is gone while data keys are there.
    public static NamedKeys open(Path folder, MasterKey master) {
        return open(folder, null, master);
    }

    /// As the other, and keeps a copy of the wrapped keys in `mirror`: without them old audit
    /// entries cannot be verified.
    public static NamedKeys open(Path folder, @Nullable Path mirror, MasterKey master) {
        var file = folder.resolve(FILE);
        try {
            if (!Files.exists(file)) {
                MasterKey.refuseIfPresent(folder, FILE, KeyStore.FOLDER);
            }
            var lines = new ArrayList<String>();
            if (Files.exists(file)) {
                lines.addAll(Files.readAllLines(file, UTF_8));
            }
            var keys = new EnumMap<Name, NavigableMap<Integer, NamedKey>>(Name.class);
            for (var line : lines) {
                add(keys, NamedKey.read(line, master));
            }
            var made = new HashSet<>(List.of(Name.values()));
            made.removeAll(keys.keySet());
            if (!made.isEmpty()) {
                for (var name : made.stream().sorted().toList()) {
                    var key = NamedKey.make(name, FIRST_VERSION, master.suite());
                    add(keys, key);
                    lines.add(key.line(master));
                }
                DurableFile.replace(file, (String.join("\n", lines) + "\n").getBytes(UTF_8));
            }
            if (mirror != null) {
                copy(file, mirror);
            }
            return new NamedKeys(file, mirror, master, new ConcurrentHashMap<>(keys));
        } catch (IOException e) {
            throw SealingProblem.unusable(folder, e);
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            throw new Refusal(SealingProblem.KEY_FILE_DAMAGED, file.toString());
        }
    }

    /// A MAC under a key of its own for `use`, derived from the newest version of the named key.
    public KeyedMac mac(Name name, String use) {
        return mac(name, version(name), use);
    }

    /// The same by one of [#versions].
    public KeyedMac mac(Name name, int version, String use) {
        var key = key(name, version);
        return key.suite().mac(key.bytes(), use);
    }

    /// The pair of a key that signs, in one of [#versions].
    public KeyPair signingPair(Name name, int version) {
        return key(name, version).pair();
    }

    /// The newest. Goes into whatever was derived with the key, so that a new version can be told
    /// from the old.
    public int version(Name name) {
        return versions(name).last();
    }

    /// All that there were: what the older ones made can still be checked.
    public NavigableSet<Integer> versions(Name name) {
        return all(name).navigableKeySet();
    }

    /// Makes the next version, which holds from now on. It is on the disk, in both places, before
    /// anything can be derived with it.
    public synchronized int addVersion(Name name) {
        try {
            int version = version(name) + 1;
            var more = new TreeMap<>(all(name));
            more.put(version, NamedKey.make(name, version, master.suite()));
            write(name, more);
            keys.put(name, more);
            return version;
        } catch (IOException e) {
            throw SealingProblem.unusable(file, e);
        }
    }

    /// Destroys all but the newest version, in both places. What they made is of no use any more.
    public synchronized void dropFormer(Name name) {
        try {
            var newest = new TreeMap<>(all(name).tailMap(version(name)));
            write(name, newest);
            keys.put(name, newest);
        } catch (IOException e) {
            throw SealingProblem.unusable(file, e);
        }
    }

    @Override
    public String toString() {
        return "NamedKeys" + new TreeSet<>(keys.keySet());
    }

    private NamedKey key(Name name, int version) {
        return Objects.requireNonNull(all(name).get(version));
    }

    private NavigableMap<Integer, NamedKey> all(Name name) {
        return Objects.requireNonNull(keys.get(name));
    }

    private static void add(Map<Name, NavigableMap<Integer, NamedKey>> keys, NamedKey key) {
        keys.computeIfAbsent(key.name(), any -> new TreeMap<>()).put(key.version(), key);
    }

    /// Whether an older master key wraps some of them.
    boolean areFormer() {
        try {
            return Files.readAllLines(file, UTF_8).stream()
                    .anyMatch(line -> !master.isWrappedByNewest(NamedKey.wrapped(line)));
        } catch (IOException e) {
            throw new UncheckedIOException("The named keys cannot be read", e);
        }
    }

    /// Wraps all of them anew by the newest master key. The mirror first: by the main file it is
    /// told whether this was done.
    synchronized void renew() throws IOException {
        write(Name.AUDIT, all(Name.AUDIT));
    }

    /// All keys, those of `name` as they are to be.
    private void write(Name name, NavigableMap<Integer, NamedKey> wanted) throws IOException {
        var lines = new StringBuilder();
        for (var each : keys.entrySet()) {
            var versions = each.getKey() == name ? wanted : each.getValue();
            for (var key : versions.values()) {
                lines.append(key.line(master)).append('\n');
            }
        }
        var content = lines.toString().getBytes(UTF_8);
        if (mirror != null) {
            DurableFile.replace(mirror.resolve(FILE), content);
        }
        DurableFile.replace(file, content);
    }

    private static void copy(Path file, Path mirror) throws IOException {
        DurableFile.createFolder(mirror);
        var copy = mirror.resolve(FILE);
        var content = Files.readAllBytes(file);
        if (!Files.exists(copy) || !Arrays.equals(Files.readAllBytes(copy), content)) {
            DurableFile.replace(copy, content);
        }
    }
}
