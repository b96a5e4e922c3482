package io.kedang.transport;

import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.security.auth.x500.X500Principal;

/// A key pair and a certificate as somebody else would issue it, right or wrong.
public record Issued(KeyPair pair, X509Certificate certificate) {
    private static final AtomicLong SERIAL = new AtomicLong(1);

    /// What a certificate says; the defaults make one that is right.
    public record Wish(
            String subject,
            String host,
            KeyPurposeId use,
            boolean authority,
            String algorithm,
            int bits,
            String signature,
            Instant from,
            Instant until) {
        public static Wish of(String subject) {
            var now = Instant.now();
            return new Wish(
                    "CN=" + subject,
                    subject,
                    KeyPurposeId.id_kp_serverAuth,
                    false,
                    "EC",
                    256,
                    "SHA256withECDSA",
                    now.minus(Duration.ofDays(10)),
                    now.plus(Duration.ofDays(90)));
        }

        Wish asAuthority() {
            return new Wish(subject, "", null, true, algorithm, bits, signature, from, until);
        }

        Wish host(String name) {
            return new Wish(subject, name, use, authority, algorithm, bits, signature, from, until);
        }

        Wish use(KeyPurposeId purpose) {
            return new Wish(
                    subject, host, purpose, authority, algorithm, bits, signature, from, until);
        }

        public Wish key(String keyAlgorithm, int keyBits, String signedWith) {
            return new Wish(
                    subject, host, use, authority, keyAlgorithm, keyBits, signedWith, from, until);
        }

        Wish time(Duration begin, Duration end) {
            var now = Instant.now();
            return new Wish(
                    subject,
                    host,
                    use,
                    authority,
                    algorithm,
                    bits,
                    signature,
                    now.plus(begin),
                    now.plus(end));
        }
    }

    public static Issued root(String name) {
        return issue(Wish.of(name).asAuthority(), null);
    }

    static Issued selfSigned(Wish wish) {
        return issue(wish, null);
    }

    public Issued issues(Wish wish) {
        return issue(wish, this);
    }

    /// Certificates and, at the end, the key of this one, in a file that only its owner reads.
    Path pem(Path file, Certificate... chain) throws IOException {
        return write(file, certificates(chain) + PemText.write(pair.getPrivate()));
    }

    public static String certificates(Certificate... chain) {
        return PemText.write((Object[]) chain);
    }

    /// For a server that shows this certificate.
    public SSLContext context() {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            var chain = new Certificate[] {certificate};
            store.setKeyEntry("server", pair.getPrivate(), new char[0], chain);
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, new char[0]);
            var context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public String key() {
        return PemText.write(pair.getPrivate());
    }

    String encryptedKey(String password) throws Exception {
        var encryptor =
                new JceOpenSSLPKCS8EncryptorBuilder(
                                org.bouncycastle.asn1.nist.NISTObjectIdentifiers.id_aes256_CBC)
                        .setProvider(new org.bouncycastle.jce.provider.BouncyCastleProvider())
                        .setPassword(password.toCharArray())
                        .build();
        return PemText.write(new JcaPKCS8Generator(pair.getPrivate(), encryptor).generate());
    }

    Path pkcs12(Path file, String password, Certificate... chain) throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("kedang", pair.getPrivate(), password.toCharArray(), chain);
        try (var out = Files.newOutputStream(file)) {
            store.store(out, password.toCharArray());
        }
        return restrict(file);
    }

    static Path write(Path file, String text) throws IOException {
        Files.writeString(file, text);
        return restrict(file);
    }

    static Path restrict(Path file) throws IOException {
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private static Issued issue(Wish wish, Issued issuer) {
        try {
            var generator = KeyPairGenerator.getInstance(wish.algorithm());
            if (wish.bits() > 0) {
                generator.initialize(wish.bits());
            }
            var pair = generator.generateKeyPair();
            var subject = new X500Principal(wish.subject());
            var builder =
                    new JcaX509v3CertificateBuilder(
                            issuer == null
                                    ? subject
                                    : issuer.certificate().getSubjectX500Principal(),
                            BigInteger.valueOf(SERIAL.getAndIncrement()),
                            Date.from(wish.from()),
                            Date.from(wish.until()),
                            subject,
                            pair.getPublic());
            builder.addExtension(
                    Extension.basicConstraints, true, new BasicConstraints(wish.authority()));
            if (!wish.host().isEmpty()) {
                var name = new GeneralName(GeneralName.dNSName, wish.host());
                builder.addExtension(
                        Extension.subjectAlternativeName, false, new GeneralNames(name));
            }
            if (wish.use() != null) {
                builder.addExtension(
                        Extension.extendedKeyUsage, false, new ExtendedKeyUsage(wish.use()));
            }
            var signing = issuer == null ? pair.getPrivate() : issuer.pair().getPrivate();
            var signer = new JcaContentSignerBuilder(wish.signature()).build(signing);
            return new Issued(
                    pair, new JcaX509CertificateConverter().getCertificate(builder.build(signer)));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
