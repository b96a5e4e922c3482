package io.kedang.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kedang.kernel.Refusal;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
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

import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.spec.HKDFParameterSpec;

/// The keys of the house that belong to no person, wrapped by the master key in `named.keys`: a
/// line a key, `BLIND_INDEX 1 <base64>`. Never in the database, whose reader could otherwise try
/// all phone numbers in an hour.
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
        /// Signs the check points of the audit (Ed25519).
        AUDIT_SIGNING
    }

    private static final int FIRST_VERSION = 1;

    private final Path file;
    private final @Nullable Path mirror;
    private final MasterKey master;
    private final Map<Name, NavigableMap<Integer, byte[]>> keys;

    private NamedKeys(
            Path file,
            @Nullable Path mirror,
            MasterKey master,
            Map<Name, NavigableMap<Integer, byte[]>> keys) {
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
            var keys = new EnumMap<Name, NavigableMap<Integer, byte[]>>(Name.class);
            for (var line : lines) {
                read(line, master, keys);
            }
            var made = new HashSet<>(List.of(Name.values()));
            made.removeAll(keys.keySet());
            if (!made.isEmpty()) {
                for (var name : made.stream().sorted().toList()) {
                    var key = make(name);
                    versions(keys, name).put(FIRST_VERSION, key);
                    lines.add(line(name, FIRST_VERSION, master, key));
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

    /// A MAC under a key of its own for `use`, derived (HKDF-SHA-256) from the newest version of
    /// the named key. Clone it before use: it is shared.
    public Mac mac(Name name, String use) {
        return mac(name, version(name), use);
    }

    /// The same by one of [#versions].
    public Mac mac(Name name, int version, String use) {
        try {
            var derivation = KDF.getInstance("HKDF-SHA256");
            var key =
                    derivation.deriveKey(
                            "HmacSHA256",
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(key(name, version))
                                    .thenExpand(use.getBytes(UTF_8), 32));
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot derive keys", e);
        }
    }

    /// The pair of a key that signs, in one of [#versions].
    public KeyPair signingPair(Name name, int version) {
        try {
            return pair(key(name, version));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no Ed25519", e);
        }
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
            more.put(version, make(name));
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

    private byte[] key(Name name, int version) {
        return Objects.requireNonNull(all(name).get(version));
    }

    private NavigableMap<Integer, byte[]> all(Name name) {
        return Objects.requireNonNull(keys.get(name));
    }

    private static NavigableMap<Integer, byte[]> versions(
            Map<Name, NavigableMap<Integer, byte[]>> keys, Name name) {
        return keys.computeIfAbsent(name, any -> new TreeMap<>());
    }

    /// Whether an older master key wraps some of them.
    boolean areFormer() {
        try {
            return Files.readAllLines(file, UTF_8).stream()
                    .map(line -> line.split(" ", 3)[2])
                    .anyMatch(key -> !master.isWrappedByNewest(Base64.getDecoder().decode(key)));
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
    private void write(Name name, NavigableMap<Integer, byte[]> wanted) throws IOException {
        var lines = new StringBuilder();
        for (var each : keys.entrySet()) {
            var versions = each.getKey() == name ? wanted : each.getValue();
            for (var key : versions.entrySet()) {
                lines.append(line(each.getKey(), key.getKey(), master, key.getValue()));
                lines.append('\n');
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

    private static void read(
            String line, MasterKey master, Map<Name, NavigableMap<Integer, byte[]>> keys)
            throws GeneralSecurityException, IOException {
        var words = line.split(" ", 3);
        if (words.length != 3 || !words[1].matches("[1-9]\\d{0,2}")) {
            throw new IllegalArgumentException("a line is not of the form 'name version key'");
        }
        var name = Name.valueOf(words[0]);
        int version = Integer.parseInt(words[1]);
        var wrapped = Base64.getDecoder().decode(words[2]);
        versions(keys, name).put(version, master.unwrap(purpose(name, version), wrapped));
    }

    private static byte[] make(Name name) {
        return name == Name.AUDIT_SIGNING ? newPair() : MasterKey.random(32);
    }

    private static String line(Name name, int version, MasterKey master, byte[] key)
            throws IOException {
        var wrapped = master.wrap(purpose(name, version), key);
        return name + " " + version + " " + Base64.getEncoder().encodeToString(wrapped);
    }

    private static String purpose(Name name, int version) {
        return "named key " + name + " " + version;
    }

    /// Length of the private half, private half (PKCS #8), public half (X.509).
    private static byte[] newPair() {
        try {
            var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            var secret = pair.getPrivate().getEncoded();
            var open = pair.getPublic().getEncoded();
            return ByteBuffer.allocate(1 + secret.length + open.length)
                    .put((byte) secret.length)
                    .put(secret)
                    .put(open)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no Ed25519", e);
        }
    }

    private static KeyPair pair(byte[] both) throws GeneralSecurityException {
        int border = 1 + both[0];
        var factory = KeyFactory.getInstance("Ed25519");
        return new KeyPair(
                factory.generatePublic(
                        new X509EncodedKeySpec(Arrays.copyOfRange(both, border, both.length))),
                factory.generatePrivate(
                        new PKCS8EncodedKeySpec(Arrays.copyOfRange(both, 1, border))));
    }
}
