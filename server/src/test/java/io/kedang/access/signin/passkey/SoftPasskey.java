package io.kedang.access.signin.passkey;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

/// A passkey made of keys of its own, written from the standard and not with the library under
/// test: signs with ECDSA on P-256, and as wrongly as a test wants it.
final class SoftPasskey {
    private static final int PRESENT = 1;
    private static final int VERIFIED = 4;
    private static final int ATTESTED = 64;

    private final KeyPair keys;
    private final byte[] id = new byte[32];
    String site;
    String origin;
    String userHandle = "";
    boolean verified = true;
    int counter;

    SoftPasskey(String site, String origin) {
        this.site = site;
        this.origin = origin;
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            keys = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        new SecureRandom().nextBytes(id);
    }

    String credential() {
        return text(id);
    }

    /// What a browser answers when it was asked for a new passkey, as JSON.
    String attest(String challenge) {
        var credential =
                concat(
                        new byte[16],
                        ByteBuffer.allocate(2).putShort((short) 32).array(),
                        id,
                        key());
        var data = concat(head(ATTESTED), credential);
        var object =
                concat(
                        new byte[] {(byte) 0xa3},
                        cbor("fmt"),
                        cbor("none"),
                        cbor("attStmt"),
                        new byte[] {(byte) 0xa0},
                        cbor("authData"),
                        cborBytes(data));
        return "{\"clientData\":\"%s\",\"attestation\":\"%s\",\"transports\":[\"internal\"]}"
                .formatted(text(client("webauthn.create", challenge)), text(object));
    }

    /// What a browser answers when it was asked to sign, as JSON.
    String assertion(String challenge) {
        counter++;
        return signed(challenge);
    }

    /// The same without counting on.
    String signed(String challenge) {
        try {
            var client = client("webauthn.get", challenge);
            var data = head(0);
            var signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(data);
            signature.update(MessageDigest.getInstance("SHA-256").digest(client));
            return ("{\"credential\":\"%s\",\"clientData\":\"%s\",\"authenticatorData\":\"%s\","
                            + "\"signature\":\"%s\",\"userHandle\":\"%s\"}")
                    .formatted(
                            credential(),
                            text(client),
                            text(data),
                            text(signature.sign()),
                            userHandle);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] client(String type, String challenge) {
        return "{\"type\":\"%s\",\"challenge\":\"%s\",\"origin\":\"%s\",\"crossOrigin\":false}"
                .formatted(type, challenge, origin)
                .getBytes(UTF_8);
    }

    private byte[] head(int more) {
        try {
            int flags = PRESENT | (verified ? VERIFIED : 0) | more;
            return ByteBuffer.allocate(37)
                    .put(MessageDigest.getInstance("SHA-256").digest(site.getBytes(UTF_8)))
                    .put((byte) flags)
                    .putInt(counter)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// COSE: an EC2 key for ES256 on P-256.
    private byte[] key() {
        var point = ((ECPublicKey) keys.getPublic()).getW();
        return concat(
                new byte[] {(byte) 0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21},
                cborBytes(coordinate(point.getAffineX().toByteArray())),
                new byte[] {0x22},
                cborBytes(coordinate(point.getAffineY().toByteArray())));
    }

    private static byte[] coordinate(byte[] number) {
        var fixed = new byte[32];
        int length = Math.min(32, number.length);
        System.arraycopy(number, number.length - length, fixed, 32 - length, length);
        return fixed;
    }

    private static byte[] cbor(String text) {
        return concat(new byte[] {(byte) (0x60 | text.length())}, text.getBytes(UTF_8));
    }

    private static byte[] cborBytes(byte[] bytes) {
        var head =
                bytes.length < 256
                        ? new byte[] {0x58, (byte) bytes.length}
                        : new byte[] {0x59, (byte) (bytes.length >> 8), (byte) bytes.length};
        return concat(head, bytes);
    }

    private static byte[] concat(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (var part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
