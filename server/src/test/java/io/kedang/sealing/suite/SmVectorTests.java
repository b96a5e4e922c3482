package io.kedang.sealing.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.jce.ECNamedCurveTable;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.jce.spec.ECPublicKeySpec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.HexFormat;

/// The examples that the standards print.
@Tag("c-l")
class SmVectorTests {
    private static final HexFormat HEX = HexFormat.of();

    private static byte[] hex(String text) {
        return HEX.parseHex(text.replace(" ", "").toLowerCase());
    }

    @Test
    void sm3HashesAsInAppendixAOfGbT32905() {
        assertThat(sm3("abc"))
                .isEqualTo("66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
        assertThat(sm3("abcd".repeat(16)))
                .isEqualTo("debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
    }

    private static String sm3(String text) {
        var digest = new SM3Digest();
        digest.update(text.getBytes(US_ASCII), 0, text.length());
        var hash = new byte[digest.getDigestSize()];
        digest.doFinal(hash, 0);
        return HEX.formatHex(hash);
    }

    @Test
    void sm4EncryptsAsInAppendixAOfGbT32907() {
        var key = hex("0123456789abcdeffedcba9876543210");
        var engine = new SM4Engine();
        engine.init(true, new KeyParameter(key));
        var block = key.clone();
        engine.processBlock(block, 0, block, 0);
        assertThat(block).isEqualTo(hex("681edf34d206965e86b3e94f536e4246"));
        for (int i = 1; i < 1_000_000; i++) {
            engine.processBlock(block, 0, block, 0);
        }
        assertThat(block).isEqualTo(hex("595298c7c6fd271f0402f804c33d3f66"));
    }

    @Test
    void sm4InGcmSealsAsInAppendixA1OfRfc8998() throws GeneralSecurityException {
        var cipher = new Sm4Gcm(hex("0123456789abcdeffedcba9876543210"));
        var nonce = hex("00001234567800000000abcd");
        var bound = hex("feedfacedeadbeeffeedfacedeadbeefabaddad2");
        var clear =
                hex(
                        "aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccdddddddddddddddd"
                            + "eeeeeeeeeeeeeeeeffffffffffffffffeeeeeeeeeeeeeeeeaaaaaaaaaaaaaaaa");
        var expected =
                hex(
                        "17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735"
                                + "d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d"
                                + "83de3541e4c2b58177e065a9bf7b62ec");

        var sealed = new byte[clear.length + Sm4Gcm.TAG];
        cipher.seal(nonce, bound, clear, clear.length, sealed, 0);

        assertThat(sealed).isEqualTo(expected);
        assertThat(cipher.open(nonce, bound, sealed)).isEqualTo(clear);
        sealed[5] ^= 1;
        assertThatThrownBy(() -> cipher.open(nonce, bound, sealed))
                .isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void hmacOfSm3IsThatOfGmT0042() {
        var key = new byte[32];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) (i + 1);
        }
        var text =
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"
                        .repeat(2)
                        .getBytes(US_ASCII);
        assertThat(SmAlgorithms.mac(new KeyParameter(key), text))
                .isEqualTo(hex("ca05e144ed05d1857840d1f318a4a8669e559fc8391f414485bfdf7bb408963a"));
    }

    /// Appendix A.2 of part 5, with the curve that it recommends.
    @Test
    void sm2AcceptsTheSignatureOfGbT32918AndNoOther() throws GeneralSecurityException {
        var text = "message digest".getBytes(US_ASCII);
        var r = "f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3";
        var s = "b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa";

        assertThat(CryptoSuite.SM.isSigned(example(), text, signature(r, s))).isTrue();
        assertThat(CryptoSuite.SM.isSigned(example(), text, signature(s, r))).isFalse();
        assertThat(CryptoSuite.SM.isSigned(example(), Arrays.copyOf(text, 3), signature(r, s)))
                .isFalse();
        assertThat(CryptoSuite.SM.isSigned(example(), text, new byte[3])).isFalse();
    }

    private static PublicKey example() throws GeneralSecurityException {
        var curve = ECNamedCurveTable.getParameterSpec("sm2p256v1");
        var point =
                curve.getCurve()
                        .createPoint(
                                number(
                                        "09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020"),
                                number(
                                        "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13"));
        return KeyFactory.getInstance("EC", new BouncyCastleProvider())
                .generatePublic(new ECPublicKeySpec(point, curve));
    }

    private static byte[] signature(String r, String s) {
        try {
            return new DERSequence(
                            new ASN1Integer[] {
                                new ASN1Integer(number(r)), new ASN1Integer(number(s))
                            })
                    .getEncoded();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static BigInteger number(String hex) {
        return new BigInteger(1, hex(hex));
    }

    @Test
    void everySuiteSignsWhatItsPairVerifies() {
        var text = "checkpoint".getBytes(US_ASCII);
        for (var suite : CryptoSuite.values()) {
            var pair = suite.newPair();
            var signature = suite.sign(pair.getPrivate(), text);
            assertThat(CryptoSuite.of(pair.getPublic())).isEqualTo(suite);
            assertThat(CryptoSuite.of(pair.getPrivate())).isEqualTo(suite);
            assertThat(suite.isSigned(pair.getPublic(), text, signature)).isTrue();
            signature[signature.length - 1] ^= 1;
            assertThat(suite.isSigned(pair.getPublic(), text, signature)).isFalse();
        }
    }
}
