package io.kedang.sealing;

import io.kedang.sealing.suite.CryptoSuite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;

/// One version of a key of the house, and its line: `AUDIT 1 <base64>`, `AUDIT 1 sm <base64>`.
///
/// @param bytes 256 bits, or a pair that signs: length of the private half, private half (PKCS #8),
/// public half (X.509)
record NamedKey(NamedKeys.Name name, int version, CryptoSuite suite, byte[] bytes) {
    private static final Pattern LINE =
            Pattern.compile("([A-Z_]+) ([1-9]\\d{0,2}) (?:([a-z]+) )?(\\S+)");

    static NamedKey make(NamedKeys.Name name, int version, CryptoSuite suite) {
        var bytes = name == NamedKeys.Name.AUDIT_SIGNING ? newPair(suite) : MasterKey.random(32);
        return new NamedKey(name, version, suite, bytes);
    }

    /// Throws [IllegalArgumentException] when the line has another form.
    static NamedKey read(String line, MasterKey master)
            throws GeneralSecurityException, IOException {
        var words = LINE.matcher(line);
        if (!words.matches()) {
            throw new IllegalArgumentException("a line is not of the form 'name version key'");
        }
        var name = NamedKeys.Name.valueOf(words.group(1));
        int version = Integer.parseInt(words.group(2));
        var suite =
                words.group(3) == null
                        ? CryptoSuite.STANDARD
                        : CryptoSuite.find(words.group(3))
                                .orElseThrow(() -> new IllegalArgumentException("no such suite"));
        var wrapped = Base64.getDecoder().decode(words.group(4));
        return new NamedKey(
                name, version, suite, master.unwrap(purpose(name, version, suite), wrapped));
    }

    /// The wrapped key of a line that was read before.
    static byte[] wrapped(String line) {
        return Base64.getDecoder().decode(line.substring(line.lastIndexOf(' ') + 1));
    }

    String line(MasterKey master) throws IOException {
        var wrapped = master.wrap(purpose(name, version, suite), bytes);
        return name
                + " "
                + version
                + suffix(suite)
                + " "
                + Base64.getEncoder().encodeToString(wrapped);
    }

    KeyPair pair() {
        try {
            int border = 1 + (bytes[0] & 0xFF);
            var factory = suite.keyFactory();
            return new KeyPair(
                    factory.generatePublic(
                            new X509EncodedKeySpec(
                                    Arrays.copyOfRange(bytes, border, bytes.length))),
                    factory.generatePrivate(
                            new PKCS8EncodedKeySpec(Arrays.copyOfRange(bytes, 1, border))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a pair was not of the form that it was made in", e);
        }
    }

    @Override
    public String toString() {
        return "NamedKey[" + name + " " + version + suffix(suite) + "]";
    }

    private static String purpose(NamedKeys.Name name, int version, CryptoSuite suite) {
        return "named key " + name + " " + version + suffix(suite);
    }

    /// The first releases knew one suite.
    private static String suffix(CryptoSuite suite) {
        return suite == CryptoSuite.STANDARD ? "" : " " + suite.code();
    }

    private static byte[] newPair(CryptoSuite suite) {
        var pair = suite.newPair();
        var secret = pair.getPrivate().getEncoded();
        var open = pair.getPublic().getEncoded();
        return ByteBuffer.allocate(1 + secret.length + open.length)
                .put((byte) secret.length)
                .put(secret)
                .put(open)
                .array();
    }
}
