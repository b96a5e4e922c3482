package io.kedang.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Aead;

import io.kedang.kernel.Refusal;
import io.kedang.sealing.MasterSource.Kind;
import io.kedang.sealing.suite.CryptoSuite;
import io.kedang.sealing.suite.SuitedAead;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The one key that wraps all others. Callers can only wrap and unwrap with it, never see it, so
/// that it may as well live in a security module: [MasterSource] says where.
///
/// It has versions. The newest wraps; older ones are there while a rotation
/// ([MasterRotation]) has not yet reached everything that they wrapped. `master.canary` holds a
/// sample for each version in use, proves at every start that the keys are still the right ones,
/// and says which [CryptoSuite] the house began with.
public final class MasterKey {
    static final String CANARY = "master.canary";
    private static final String SONG = "The canary sings";

    private final Path folder;

    /// Where keys come from; the last one is the one that was chosen, another one before it holds
    /// what is still to move from there.
    private final List<MasterSource> sources;

    private volatile CryptoSuite suite;
    private volatile SortedMap<Integer, Aead> versions = new TreeMap<>();

    private MasterKey(Path folder, List<MasterSource> sources, CryptoSuite suite) {
        this.folder = folder;
        this.sources = sources;
        this.suite = suite;
    }

    /// Opens the key from where it lives; makes one when the folder is new.
    ///
    /// Refuses when it does not open the canary, when a version that is still needed is not there,
    /// or when it is gone while keys that it wrapped are still there.
    ///
    /// @param wanted what a new folder begins with, the standard when null; refused when it is not
    /// what an older folder began with
    public static MasterKey open(Path folder, MasterSource source, @Nullable CryptoSuite wanted) {
        try {
            DurableFile.createFolder(folder);
            var sources = new ArrayList<MasterSource>();
            if (source.kind().base > Kind.FILE.base) {
                sources.add(new MasterFile(folder));
            }
            sources.add(source);
            var key =
                    new MasterKey(
                            folder,
                            List.copyOf(sources),
                            Objects.requireNonNullElse(wanted, CryptoSuite.STANDARD));
            key.openSources();
            key.hearCanaries();
            if (wanted != null && wanted != key.suite) {
                throw new Refusal(
                        SealingProblem.SUITE_FIXED,
                        key.suite.code(),
                        wanted.code(),
                        folder.toString());
            }
            return key;
        } catch (IOException e) {
            throw SealingProblem.unusable(folder, e);
        }
    }

    /// `key` encrypted under the newest version, bound to `purpose`: only the same purpose unwraps
    /// it.
    byte[] wrap(String purpose, byte[] key) throws IOException {
        return wrap(version(), purpose, key);
    }

    /// Throws an [IOException] when the key cannot be reached, which says nothing about `wrapped`.
    byte[] unwrap(String purpose, byte[] wrapped) throws GeneralSecurityException, IOException {
        if (wrapped.length < Short.BYTES) {
            throw new GeneralSecurityException("no wrapped key");
        }
        var bytes = ByteBuffer.wrap(wrapped);
        var aead = versions.get((int) bytes.getShort());
        if (aead == null) {
            throw new GeneralSecurityException("wrapped by a master key that is not here");
        }
        var rest = new byte[bytes.remaining()];
        bytes.get(rest);
        try {
            return aead.decrypt(rest, purpose.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw reached(e);
        }
    }

    /// Whether the version that wrapped this is here.
    boolean has(byte[] wrapped) {
        return wrapped.length > Short.BYTES
                && versions.containsKey((int) ByteBuffer.wrap(wrapped).getShort());
    }

    /// What the house began with; noted in the canaries.
    CryptoSuite suite() {
        return suite;
    }

    /// A key that this one wrapped and that wraps others.
    Aead aead(byte[] key) {
        return new SuitedAead(key, suite);
    }

    /// The version that wraps.
    int version() {
        return versions.lastKey();
    }

    /// The newest version itself, for recovery shares; empty when a device keeps it.
    Optional<byte[]> reveal() throws IOException {
        return chosen().reveal(version());
    }

    boolean isWrappedByNewest(byte[] wrapped) {
        return ByteBuffer.wrap(wrapped).getShort() == version();
    }

    /// Whether there is more than the newest version, or another place than the chosen one.
    boolean hasFormer() {
        return versions.size() > 1 || !chosen().kind().owns(version());
    }

    MasterSource chosen() {
        return sources.getLast();
    }

    /// From here on a new version wraps.
    synchronized void addVersion() throws IOException {
        chosen().addVersion();
        openSources();
        hearCanaries();
    }

    /// Destroys all but the newest version. What they wrapped is lost, so nothing may be.
    synchronized void destroyFormer() throws IOException {
        int newest = version();
        writeCanaries(versions.tailMap(newest));
        for (var source : sources) {
            source.destroyBefore(newest);
        }
        versions = new TreeMap<>(versions.tailMap(newest));
    }

    @Override
    public String toString() {
        return "MasterKey" + versions.keySet();
    }

    static byte[] random(int bytes) {
        var random = new byte[bytes];
        new SecureRandom().nextBytes(random);
        return random;
    }

    static byte[] seal(Aead aead, byte[] clear, byte[] bound) {
        try {
            return aead.encrypt(clear, bound);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a value does not encrypt", e);
        }
    }

    /// A key that vanished must never be replaced by a new one: all that hangs on it would be lost.
    static void refuseIfPresent(Path folder, String missing, String... others) {
        for (var other : others) {
            if (Files.exists(folder.resolve(other))) {
                throw new Refusal(
                        SealingProblem.KEY_FILE_MISSING, missing, folder.toString(), other);
            }
        }
    }

    private byte[] wrap(int version, String purpose, byte[] key) throws IOException {
        try {
            var aead = Objects.requireNonNull(versions.get(version));
            var wrapped = aead.encrypt(key, purpose.getBytes(UTF_8));
            return ByteBuffer.allocate(Short.BYTES + wrapped.length)
                    .putShort((short) version)
                    .put(wrapped)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IOException("The master key does not encrypt", reached(e));
        }
    }

    private static GeneralSecurityException reached(GeneralSecurityException e) throws IOException {
        if (e.getCause() instanceof IOException fault) {
            throw fault;
        }
        return e;
    }

    private void openSources() throws IOException {
        var all = read();
        if (all.isEmpty()) {
            var missing = chosen().kind() == Kind.FILE ? MasterFile.FILE : chosen().place();
            refuseIfPresent(folder, missing, CANARY, NamedKeys.FILE, KeyStore.FOLDER);
            chosen().addVersion();
            all = read();
        }
        versions = suited(all);
    }

    /// Devices keep their own algorithm.
    private SortedMap<Integer, Aead> suited(SortedMap<Integer, Aead> all) {
        var suited = new TreeMap<>(all);
        suited.replaceAll(
                (version, aead) -> aead instanceof SuitedAead text ? text.by(suite) : aead);
        return suited;
    }

    private SortedMap<Integer, Aead> read() throws IOException {
        var all = new TreeMap<Integer, Aead>();
        for (var source : sources) {
            all.putAll(source.open());
        }
        return all;
    }

    /// Each version that was in use must be there and sing. One that was never heard is new and is
    /// noted; one before all that are in use was given up, and a crash kept it.
    private void hearCanaries() throws IOException {
        var file = folder.resolve(CANARY);
        if (!Files.exists(file)) {
            refuseIfPresent(folder, CANARY, NamedKeys.FILE, KeyStore.FOLDER);
            writeCanaries(versions);
            return;
        }
        var known = canaries(file);
        for (var canary : known.entrySet()) {
            suite = hear(canary.getKey(), canary.getValue());
        }
        versions = suited(versions);
        if (versions.firstKey() < known.firstKey()) {
            versions = new TreeMap<>(versions.tailMap(known.firstKey()));
            for (var source : sources) {
                source.destroyBefore(known.firstKey());
            }
        }
        if (!known.keySet().equals(versions.keySet())) {
            writeCanaries(versions);
        }
    }

    /// Whether this is the key of which the folder holds a sample under this version.
    static boolean sings(Path folder, int version, byte[] key) throws IOException {
        var canary = canaries(folder.resolve(CANARY)).get(version);
        if (canary == null) {
            return false;
        }
        try {
            var rest = Arrays.copyOfRange(canary, Short.BYTES, canary.length);
            new SuitedAead(key, CryptoSuite.STANDARD).decrypt(rest, CANARY.getBytes(UTF_8));
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /// @return the suite that it sings of
    private CryptoSuite hear(int version, byte[] canary) throws IOException {
        if (!versions.containsKey(version)) {
            throw new Refusal(SealingProblem.MASTER_KEY_MISSING, chosen().place(), version);
        }
        try {
            var song = new String(unwrap(CANARY, canary), UTF_8);
            return Arrays.stream(CryptoSuite.values())
                    .filter(one -> song(one).equals(song))
                    .findFirst()
                    .orElseThrow(() -> new GeneralSecurityException("it sings something else"));
        } catch (GeneralSecurityException e) {
            throw new Refusal(SealingProblem.MASTER_KEY_WRONG, chosen().place(), version);
        }
    }

    private void writeCanaries(SortedMap<Integer, Aead> of) throws IOException {
        var canaries = new TreeMap<Integer, byte[]>();
        for (int version : of.keySet()) {
            canaries.put(version, wrap(version, CANARY, song(suite).getBytes(UTF_8)));
        }
        var text = VersionLines.print(canaries);
        DurableFile.replace(folder.resolve(CANARY), text.getBytes(UTF_8));
    }

    /// Houses of the first releases knew one suite, and named none.
    private static String song(CryptoSuite of) {
        return of == CryptoSuite.STANDARD ? SONG : SONG + " of " + of.code();
    }

    private static SortedMap<Integer, byte[]> canaries(Path file) throws IOException {
        try {
            return VersionLines.parse(Files.readString(file, UTF_8));
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw new Refusal(SealingProblem.KEY_FILE_DAMAGED, file.toString());
        }
    }
}
