package io.kedang.sealing;

import com.google.crypto.tink.Aead;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.SortedMap;

/// Where the master key lives: a file, what the service manager or the environment hands over, or a
/// device that never gives it away.
///
/// An [Aead] of a device reports trouble on the way to it as a
/// [java.security.GeneralSecurityException] caused by an [IOException]: that says nothing about
/// keys.
public interface MasterSource {
    /// The settings by which somebody chooses it, and the versions that are its own. Versions of
    /// different sources never meet, so that keys can move from one to the other by a rotation.
    enum Kind {
        /// Lines of text, wherever they come from: the same key may move between these freely.
        FILE(0),
        SYSTEMD(0),
        ENVIRONMENT(0),
        VAULT(10_000),
        PKCS11(20_000);

        private static final int APART = 10_000;

        /// What the source's own versions begin after.
        public final int base;

        Kind(int base) {
            this.base = base;
        }

        boolean owns(int version) {
            return version > base && version < base + APART;
        }

        /// The setting `keys.master` that chooses it.
        public static Kind of(String setting) {
            return Arrays.stream(values())
                    .filter(kind -> kind.name().equalsIgnoreCase(setting))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no source " + setting));
        }
    }

    Kind kind();

    /// What a refusal calls it: the path of a file, the name of a variable, an address.
    String place();

    /// Every version that is there, by number; empty while there is none.
    SortedMap<Integer, Aead> open() throws IOException;

    /// The key itself, for recovery shares; empty where it is never given away or not there.
    Optional<byte[]> reveal(int version) throws IOException;

    /// Makes the next version, the first one included. Refuses where that is the business of
    /// whoever hands the key over.
    void addVersion() throws IOException;

    /// Destroys its own versions before this one, for good, as far as the source can; what it
    /// cannot is left to whoever hands the key over.
    void destroyBefore(int version) throws IOException;
}
