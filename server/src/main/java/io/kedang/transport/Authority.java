package io.kedang.transport;

import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

import java.math.BigInteger;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;

import javax.security.auth.x500.X500Principal;

/// A certificate authority of one installation. Its devices are told once to trust it; the
/// certificates that it issues may then change as often as they like.
///
/// Keys lie on P-256: every browser since 2014 takes it, and it costs a fraction of RSA.
record Authority(PrivateKey key, X509Certificate certificate) {
    private static final Duration VALID = Duration.ofDays(3650);

    /// Apple refuses more than 825 days, and public authorities are held to 398.
    static final Duration SERVER_VALID = Duration.ofDays(397);

    /// Clocks of devices go wrong.
    private static final Duration BEFORE = Duration.ofDays(1);

    private static final int LONGEST_COMMON_NAME = 64;
    private static final SecureRandom RANDOM = new SecureRandom();

    /// A new one. Its name holds a random part: two authorities of one name and different keys
    /// confuse browsers that know the first.
    static Authority make(String machine, Instant now) {
        var pair = pair();
        var name =
                name("Kedang CA " + HexFormat.of().withUpperCase().formatHex(random(4)), machine);
        var builder =
                new JcaX509v3CertificateBuilder(
                        name,
                        serial(),
                        date(now.minus(BEFORE)),
                        date(now.plus(VALID)),
                        name,
                        pair.getPublic());
        try {
            var extensions = new JcaX509ExtensionUtils();
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(
                    Extension.keyUsage,
                    true,
                    new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            builder.addExtension(
                    Extension.subjectKeyIdentifier,
                    false,
                    extensions.createSubjectKeyIdentifier(pair.getPublic()));
            return new Authority(pair.getPrivate(), sign(builder, pair.getPrivate()));
        } catch (GeneralSecurityException | CertIOException | OperatorCreationException e) {
            throw new IllegalStateException("this Java makes no certificates", e);
        }
    }

    /// A certificate of a server, for no longer than the authority itself holds.
    ///
    /// @param names host names and addresses, the one that it is called by first
    ServerCertificate issue(List<String> names, Instant now) {
        var pair = pair();
        var end = now.plus(SERVER_VALID);
        var last = end.isBefore(end()) ? end : end();
        var builder =
                new JcaX509v3CertificateBuilder(
                        certificate.getSubjectX500Principal(),
                        serial(),
                        date(now.minus(BEFORE)),
                        date(last),
                        name(names.getFirst(), ""),
                        pair.getPublic());
        try {
            var extensions = new JcaX509ExtensionUtils();
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(
                    Extension.extendedKeyUsage,
                    false,
                    new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
            builder.addExtension(Extension.subjectAlternativeName, false, alternatives(names));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    extensions.createAuthorityKeyIdentifier(certificate));
            builder.addExtension(
                    Extension.subjectKeyIdentifier,
                    false,
                    extensions.createSubjectKeyIdentifier(pair.getPublic()));
            return new ServerCertificate(
                    pair.getPrivate(), List.of(sign(builder, key), certificate));
        } catch (GeneralSecurityException | CertIOException | OperatorCreationException e) {
            throw new IllegalStateException("this Java makes no certificates", e);
        }
    }

    Instant end() {
        return certificate.getNotAfter().toInstant();
    }

    @Override
    public String toString() {
        return "Authority[" + certificate.getSubjectX500Principal() + "]";
    }

    private static GeneralNames alternatives(List<String> names) {
        return new GeneralNames(
                names.stream()
                        .map(
                                name ->
                                        new GeneralName(
                                                isAddress(name)
                                                        ? GeneralName.iPAddress
                                                        : GeneralName.dNSName,
                                                name))
                        .toArray(GeneralName[]::new));
    }

    private static boolean isAddress(String name) {
        try {
            InetAddress.ofLiteral(name);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static X500Principal name(String common, String unit) {
        var cut = common.substring(0, Math.min(common.length(), LONGEST_COMMON_NAME));
        var name = new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, cut);
        if (!unit.isEmpty()) {
            name.addRDN(
                    BCStyle.OU, unit.substring(0, Math.min(unit.length(), LONGEST_COMMON_NAME)));
        }
        name.addRDN(BCStyle.O, "Kedang");
        try {
            return new X500Principal(name.build().getEncoded());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key)
            throws GeneralSecurityException, OperatorCreationException {
        var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(key);
        return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    }

    private static KeyPair pair() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no P-256", e);
        }
    }

    private static BigInteger serial() {
        return new BigInteger(1, random(16));
    }

    private static byte[] random(int bytes) {
        var random = new byte[bytes];
        RANDOM.nextBytes(random);
        return random;
    }

    private static Date date(Instant instant) {
        return Date.from(instant);
    }
}
