package io.kedang.sealing;

import com.google.crypto.tink.Aead;

/// The open data key of one subject. It can only be used, never be looked at.
record DataKey(int version, Aead aead) {
    @Override
    public String toString() {
        return "DataKey[version=" + version + "]";
    }
}
