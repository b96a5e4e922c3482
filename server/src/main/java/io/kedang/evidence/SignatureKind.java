package io.kedang.evidence;

import org.bouncycastle.jce.provider.BouncyCastleProvider;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;

/// What a house may sign with: Ed25519, or SM2 with SM3 (GB/T 32918) where it works by 商用密码. The
/// public key says which.
final class SignatureKind {
    private static final String ED25519 = "Ed25519";

    private SignatureKind() {}

    /// @param encoded X.509 form
    static PublicKey read(byte[] encoded) throws GeneralSecurityException {
        var spec = new X509EncodedKeySpec(encoded);
        try {
            return KeyFactory.getInstance(ED25519).generatePublic(spec);
        } catch (InvalidKeySpecException e) {
            return KeyFactory.getInstance("EC", new BouncyCastleProvider()).generatePublic(spec);
        }
    }

    /// A check by this key that waits for its text.
    static Signature checkOf(PublicKey key) throws GeneralSecurityException {
        var check =
                key.getAlgorithm().startsWith("Ed")
                        ? Signature.getInstance(ED25519)
                        : Signature.getInstance("SM3withSM2", new BouncyCastleProvider());
        check.initVerify(key);
        return check;
    }
}
