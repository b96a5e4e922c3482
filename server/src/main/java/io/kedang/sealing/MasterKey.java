package io.kedang.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;

import io.kedang.kernel.Refusal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// The one key that wraps all others. Callers can only wrap and unwrap with it, never see it, so
/// that it may as well live in a security module.
///
/// By default it lies in `master.key` beside the other keys: a line a version, `1 <256 bits,
/// base64>`, the last one wraps. `master.canary` proves at every start that the key is still the
/// right one.
public final class MasterKey {
    static final String FILE = "master.key";
    static final String CANARY = "master.canary";
    private static final byte[] CANARY_TEXT = "The canary sings".getBytes(UTF_8);
    private static final Set<PosixFilePermission> OTHERS =
            EnumSet.complementOf(EnumSet.copyOf(PosixFilePermissions.fromString("rw-------")));

    private final SortedMap<Integer, Aead> versions;

    private MasterKey(SortedMap<Integer, Aead> versions) {
        this.versions = versions;
    }

    /// Opens the key of this folder; makes one when the folder is new.
    ///
    /// Refuses when others could read the file, when it is not the process owner's, when it does
    /// not open the canary, or when it is gone while keys that it wrapped are still there.
    public static MasterKey open(Path folder) {
        try {
            DurableFile.createFolder(folder);
            var file = folder.resolve(FILE);
            if (!Files.exists(file)) {
                refuseIfPresent(folder, FILE, CANARY, NamedKeys.FILE, KeyStore.FOLDER);
                DurableFile.replace(file, newKeyFile());
            }
            guard(file);
            var key = new MasterKey(read(file));
            key.hearCanary(folder);
            return key;
        } catch (IOException e) {
            throw SealingProblem.unusable(folder, e);
        }
    }

    /// `key` encrypted under the current version, bound to `purpose`: only the same purpose
    /// unwraps it.
    byte[] wrap(String purpose, byte[] key) {
        int version = versions.lastKey();
        var wrapped = seal(aead(version), key, purpose.getBytes(UTF_8));
        return ByteBuffer.allocate(Short.BYTES + wrapped.length)
                .putShort((short) version)
                .put(wrapped)
                .array();
    }

    byte[] unwrap(String purpose, byte[] wrapped) throws GeneralSecurityException {
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
        return aead.decrypt(rest, purpose.getBytes(UTF_8));
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

    static Aead aead(byte[] key) {
        try {
            return new AesGcmJce(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no AES-GCM", e);
        }
    }

    static byte[] seal(Aead aead, byte[] clear, byte[] bound) {
        try {
            return aead.encrypt(clear, bound);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM does not encrypt", e);
        }
    }

    private Aead aead(int version) {
        return Objects.requireNonNull(versions.get(version));
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

    private static byte[] newKeyFile() {
        return ("1 " + Base64.getEncoder().encodeToString(random(32)) + "\n").getBytes(UTF_8);
    }

    private static void guard(Path file) throws IOException {
        var attributes = Files.readAttributes(file, PosixFileAttributes.class);
        var open = EnumSet.copyOf(OTHERS);
        open.retainAll(attributes.permissions());
        if (!open.isEmpty()) {
            throw new Refusal(
                    SealingProblem.MASTER_KEY_EXPOSED,
                    file.toString(),
                    PosixFilePermissions.toString(attributes.permissions()));
        }
        var self = self(file);
        if (!attributes.owner().equals(self)) {
            throw new Refusal(
                    SealingProblem.MASTER_KEY_OF_ANOTHER,
                    file.toString(),
                    attributes.owner().getName(),
                    self.getName());
        }
    }

    /// Whoever a new file belongs to; holds in containers whose user has no name.
    private static UserPrincipal self(Path file) throws IOException {
        var probe = Files.createTempFile(file.toAbsolutePath().getParent(), "probe", null);
        try {
            return Files.getOwner(probe);
        } finally {
            Files.delete(probe);
        }
    }

    private static SortedMap<Integer, Aead> read(Path file) throws IOException {
        var versions = new TreeMap<Integer, Aead>();
        for (Map.Entry<Integer, byte[]> line : lines(file).entrySet()) {
            if (line.getValue().length != 32) {
                throw new Refusal(SealingProblem.KEY_FILE_DAMAGED, file.toString());
            }
            versions.put(line.getKey(), aead(line.getValue()));
        }
        return versions;
    }

    private void hearCanary(Path folder) throws IOException {
        var file = folder.resolve(CANARY);
        if (!Files.exists(file)) {
            refuseIfPresent(folder, CANARY, NamedKeys.FILE, KeyStore.FOLDER);
            var canary = Base64.getEncoder().encodeToString(wrap(CANARY, CANARY_TEXT));
            DurableFile.replace(file, (versions.lastKey() + " " + canary + "\n").getBytes(UTF_8));
        }
        var canaries = lines(file);
        for (int version : versions.keySet()) {
            try {
                unwrap(CANARY, canaries.getOrDefault(version, new byte[0]));
            } catch (GeneralSecurityException e) {
                throw new Refusal(
                        SealingProblem.MASTER_KEY_WRONG, folder.resolve(FILE).toString(), version);
            }
        }
    }

    private static SortedMap<Integer, byte[]> lines(Path file) throws IOException {
        var lines = new TreeMap<Integer, byte[]>();
        try {
            for (var line : Files.readAllLines(file, UTF_8)) {
                int space = line.indexOf(' ');
                int version = Integer.parseInt(line.substring(0, Math.max(space, 0)));
                lines.put(version, Base64.getDecoder().decode(line.substring(space + 1)));
            }
        } catch (IllegalArgumentException | java.nio.charset.CharacterCodingException e) {
            throw new Refusal(SealingProblem.KEY_FILE_DAMAGED, file.toString());
        }
        if (lines.isEmpty()) {
            throw new Refusal(SealingProblem.KEY_FILE_DAMAGED, file.toString());
        }
        return lines;
    }
}
