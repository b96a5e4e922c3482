package io.kedang.sealing.source;

import com.google.crypto.tink.Aead;

import io.kedang.kernel.Refusal;
import io.kedang.sealing.MasterSource;
import io.kedang.sealing.SealingProblem;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.security.Security;
import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.security.auth.login.LoginException;

/// AES keys in a security module with a PKCS#11 library, which wrap and unwrap there (AES-GCM) and
/// never leave it. Versions are keys with the labels `kedang-1`, `kedang-2`, and so on.
final class Pkcs11Token implements MasterSource {
    private static final int KEY_BITS = 256;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    /// Keys that nobody can take out, not even with the PIN.
    private static final String CONFIGURATION =
            """
            --name = %s
            library = "%s"
            %s
            attributes(generate, CKO_SECRET_KEY, CKK_AES) = {
              CKA_SENSITIVE = true
              CKA_EXTRACTABLE = false
              CKA_ENCRYPT = true
              CKA_DECRYPT = true
            }
            """;

    private final Path library;
    private final @Nullable String slot;
    private final String label;
    private final Pin pin;
    private @Nullable Provider provider;
    private @Nullable KeyStore token;

    /// @param slot number of the slot, or null for the first one
    /// @param label of the keys, before the number of the version
    Pkcs11Token(Path library, @Nullable String slot, String label, Pin pin) {
        this.library = library;
        this.slot = slot;
        this.label = label;
        this.pin = pin;
    }

    @Override
    public Kind kind() {
        return Kind.PKCS11;
    }

    @Override
    public String place() {
        return "PKCS#11 " + library + (slot == null ? "" : ", slot " + slot) + ", " + label;
    }

    /// Refuses when the library or its token cannot be used, and over a key that could be taken
    /// out.
    @Override
    public SortedMap<Integer, Aead> open() throws IOException {
        var keys = keys();
        var versions = new TreeMap<Integer, Aead>();
        for (var key : keys.entrySet()) {
            if (key.getValue().getEncoded() != null) {
                throw new Refusal(
                        SealingProblem.PKCS11_KEY_UNFIT, name(key.getKey()), library.toString());
            }
            versions.put(kind().base + key.getKey(), new Version(provider(), key.getValue()));
        }
        return versions;
    }

    @Override
    public Optional<byte[]> reveal(int version) {
        return Optional.empty();
    }

    @Override
    public void addVersion() throws IOException {
        var keys = keys();
        int next = keys.isEmpty() ? 1 : keys.lastKey() + 1;
        try {
            var generator = KeyGenerator.getInstance("AES", provider());
            generator.init(KEY_BITS);
            var entry = new KeyStore.SecretKeyEntry(generator.generateKey());
            token().setEntry(name(next), entry, null);
        } catch (GeneralSecurityException | ProviderException e) {
            throw new IOException("The token made no key", e);
        }
    }

    @Override
    public void destroyBefore(int version) throws IOException {
        try {
            for (int each : keys().headMap(version - kind().base).keySet()) {
                token().deleteEntry(name(each));
            }
        } catch (GeneralSecurityException | ProviderException e) {
            throw new IOException("The token did not destroy a key", e);
        }
    }

    private String name(int version) {
        return label + "-" + version;
    }

    private SortedMap<Integer, SecretKey> keys() throws IOException {
        var keys = new TreeMap<Integer, SecretKey>();
        var name = label + "-";
        try {
            for (var alias : Collections.list(token().aliases())) {
                var rest = alias.startsWith(name) ? alias.substring(name.length()) : "";
                if (rest.matches("[1-9]\\d{0,3}")
                        && token().getKey(alias, null) instanceof SecretKey key) {
                    keys.put(Integer.valueOf(rest), key);
                }
            }
            return keys;
        } catch (GeneralSecurityException | ProviderException e) {
            throw new IOException("The token does not list its keys", e);
        }
    }

    private Provider provider() {
        var known = provider;
        if (known == null) {
            known = load();
            provider = known;
        }
        return known;
    }

    private Provider load() {
        if (!library.toFile().isFile()) {
            throw new Refusal(SealingProblem.PKCS11_LIBRARY_MISSING, library.toString());
        }
        var place = slot == null ? "slotListIndex = 0" : "slot = " + slot;
        var name = "Kedang" + Integer.toUnsignedString(place().hashCode());
        try {
            return Security.getProvider("SunPKCS11")
                    .configure(CONFIGURATION.formatted(name, library, place));
        } catch (RuntimeException e) {
            throw silent(e);
        }
    }

    private KeyStore token() throws IOException {
        var known = token;
        if (known == null) {
            known = login();
            token = known;
        }
        return known;
    }

    /// Once only: a token shuts itself after a few wrong PINs.
    private KeyStore login() throws IOException {
        var digits = pin.read();
        try {
            var opened = KeyStore.getInstance("PKCS11", provider());
            opened.load(null, digits);
            return opened;
        } catch (GeneralSecurityException | IOException | ProviderException e) {
            throw isWrongPin(e)
                    ? refusal(SealingProblem.PKCS11_PIN_WRONG, e, pin.place(), library.toString())
                    : silent(e);
        } finally {
            Arrays.fill(digits, '\0');
        }
    }

    private static boolean isWrongPin(Throwable fault) {
        for (var each = fault; each != null; each = each.getCause()) {
            if (each instanceof LoginException || String.valueOf(each).contains("CKR_PIN_")) {
                return true;
            }
        }
        return false;
    }

    private Refusal silent(Exception fault) {
        return refusal(SealingProblem.PKCS11_SILENT, fault, library.toString(), reason(fault));
    }

    private static Refusal refusal(SealingProblem problem, Exception cause, Object... arguments) {
        var refusal = new Refusal(problem, arguments);
        refusal.initCause(cause);
        return refusal;
    }

    private static String reason(Exception fault) {
        Throwable last = fault;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        return String.valueOf(last.getMessage());
    }

    /// One key. What it gives is a nonce and behind it what the token made.
    private static final class Version implements Aead {
        private static final byte[] SAMPLE = new byte[16];

        private final Provider provider;
        private final SecretKey key;
        private final SecureRandom random = new SecureRandom();

        Version(Provider provider, SecretKey key) {
            this.provider = provider;
            this.key = key;
        }

        @Override
        public byte[] encrypt(byte[] clear, byte[] bound) throws GeneralSecurityException {
            var wrapped = new byte[NONCE];
            random.nextBytes(wrapped);
            try {
                var sealed = cipher(Cipher.ENCRYPT_MODE, wrapped, bound).doFinal(clear);
                var whole = Arrays.copyOf(wrapped, NONCE + sealed.length);
                System.arraycopy(sealed, 0, whole, NONCE, sealed.length);
                return whole;
            } catch (GeneralSecurityException | ProviderException e) {
                throw unreachable(e);
            }
        }

        /// Devices don't tell a wrong text from trouble of their own: whether it is the text is
        /// seen from a sample.
        @Override
        public byte[] decrypt(byte[] wrapped, byte[] bound) throws GeneralSecurityException {
            if (wrapped.length < NONCE + TAG_BITS / Byte.SIZE) {
                throw new GeneralSecurityException("no wrapped key");
            }
            try {
                return open(wrapped, bound);
            } catch (GeneralSecurityException | ProviderException e) {
                test();
                throw new GeneralSecurityException("the token does not open it", e);
            }
        }

        private void test() throws GeneralSecurityException {
            try {
                open(encrypt(SAMPLE, SAMPLE), SAMPLE);
            } catch (ProviderException e) {
                throw unreachable(e);
            }
        }

        private byte[] open(byte[] wrapped, byte[] bound) throws GeneralSecurityException {
            return cipher(Cipher.DECRYPT_MODE, wrapped, bound)
                    .doFinal(wrapped, NONCE, wrapped.length - NONCE);
        }

        private Cipher cipher(int mode, byte[] nonce, byte[] bound)
                throws GeneralSecurityException {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding", provider);
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce, 0, NONCE));
            cipher.updateAAD(bound);
            return cipher;
        }

        private static GeneralSecurityException unreachable(Exception e) {
            return new GeneralSecurityException(
                    "the token cannot be asked", new IOException("The token failed", e));
        }
    }
}
