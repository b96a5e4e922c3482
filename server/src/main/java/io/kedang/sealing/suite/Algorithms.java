package io.kedang.sealing.suite;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.StreamingAead;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;

/// What a suite consists of. Secrets have 256 bits in each of them.
interface Algorithms {
    Aead aead(byte[] key);

    /// For files, in pieces of `piece` bytes, of which the first begins `offset` bytes after the
    /// begin of the file.
    StreamingAead streaming(byte[] key, int piece, int offset) throws GeneralSecurityException;

    /// Under a key of its own for `use`, derived from the secret.
    KeyedMac mac(byte[] secret, String use);

    KeyPair newPair() throws GeneralSecurityException;

    KeyFactory keyFactory() throws GeneralSecurityException;

    byte[] sign(PrivateKey key, byte[] text) throws GeneralSecurityException;

    boolean isSigned(PublicKey key, byte[] text, byte[] signature) throws GeneralSecurityException;
}
