package io.kedang.transport;

import io.kedang.kernel.Refusal;

import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.X509TrustedCertificateBlock;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMDecryptorProviderBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Certificates and keys as text between lines of `-----BEGIN …-----`, in every form that OpenSSL
/// writes; what else stands there is passed over.
record PemText(List<X509Certificate> certificates, List<PrivateKey> keys) {
    /// Opens keys that are sealed by ciphers of which Java knows only other names.
    private static final Provider PROVIDER = new BouncyCastleProvider();

    private static final JcaPEMKeyConverter KEYS =
            new JcaPEMKeyConverter().setAlgorithmMapping(X9ObjectIdentifiers.id_ecPublicKey, "EC");

    /// @param password what opens encrypted keys; empty when nobody gave one
    /// @param file its name in a refusal
    static PemText read(String text, String password, Path file) {
        var certificates = new ArrayList<X509Certificate>();
        var keys = new ArrayList<PrivateKey>();
        try (var reader = new PemReader(new StringReader(text))) {
            for (var block = reader.readPemObject();
                    block != null;
                    block = reader.readPemObject()) {
                switch (parsed(block)) {
                    case X509CertificateHolder certificate ->
                            certificates.add(certificate(certificate));
                    case X509TrustedCertificateBlock trusted ->
                            certificates.add(certificate(trusted.getCertificateHolder()));
                    case PrivateKeyInfo key -> keys.add(key(key, file));
                    case PEMKeyPair pair -> keys.add(key(pair.getPrivateKeyInfo(), file));
                    case PEMEncryptedKeyPair sealed ->
                            keys.add(key(open(sealed, password, file), file));
                    case PKCS8EncryptedPrivateKeyInfo sealed ->
                            keys.add(key(open(sealed, password, file), file));
                    default -> {}
                }
            }
        } catch (Refusal refusal) {
            throw refusal;
        } catch (IOException | CertificateException | RuntimeException e) {
            throw new Refusal(TransportProblem.FILE_DAMAGED, file.toString());
        }
        return new PemText(List.copyOf(certificates), List.copyOf(keys));
    }

    /// The parser refuses what it does not know, such as the parameters that proxies keep beside.
    private static Object parsed(PemObject block) throws IOException {
        if (!block.getType().endsWith("CERTIFICATE") && !block.getType().endsWith("PRIVATE KEY")) {
            return block;
        }
        try (var parser = new PEMParser(new StringReader(write(block)))) {
            return Objects.requireNonNull(parser.readObject());
        }
    }

    /// Certificates and keys, those as PKCS#8: the older form would leave out the curve.
    static String write(Object... blocks) {
        var text = new StringWriter();
        try (var writer = new JcaPEMWriter(text)) {
            for (var block : blocks) {
                writer.writeObject(
                        block instanceof PrivateKey key ? new JcaPKCS8Generator(key, null) : block);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static X509Certificate certificate(X509CertificateHolder holder)
            throws CertificateException {
        return new JcaX509CertificateConverter().getCertificate(holder);
    }

    /// Java knows no SM2 and no small curves; such a key is whole and still of no use here.
    private static PrivateKey key(PrivateKeyInfo info, Path file) {
        try {
            return KEYS.getPrivateKey(info);
        } catch (PEMException e) {
            throw new Refusal(
                    TransportProblem.KEY_UNSUITABLE,
                    file.toString(),
                    kind(info.getPrivateKeyAlgorithm()));
        }
    }

    private static String kind(AlgorithmIdentifier algorithm) {
        return algorithm.getAlgorithm().equals(X9ObjectIdentifiers.id_ecPublicKey)
                ? "EC " + algorithm.getParameters()
                : algorithm.getAlgorithm().getId();
    }

    private static PrivateKeyInfo open(PEMEncryptedKeyPair sealed, String password, Path file) {
        requirePassword(password, file);
        try {
            var opener =
                    new JcePEMDecryptorProviderBuilder()
                            .setProvider(PROVIDER)
                            .build(password.toCharArray());
            return sealed.decryptKeyPair(opener).getPrivateKeyInfo();
        } catch (IOException e) {
            throw new Refusal(TransportProblem.PASSWORD_WRONG, file.toString());
        }
    }

    private static PrivateKeyInfo open(
            PKCS8EncryptedPrivateKeyInfo sealed, String password, Path file) {
        requirePassword(password, file);
        try {
            var opener =
                    new JceOpenSSLPKCS8DecryptorProviderBuilder()
                            .setProvider(PROVIDER)
                            .build(password.toCharArray());
            return sealed.decryptPrivateKeyInfo(opener);
        } catch (OperatorCreationException | PKCSException e) {
            throw new Refusal(TransportProblem.PASSWORD_WRONG, file.toString());
        }
    }

    private static void requirePassword(String password, Path file) {
        if (password.isEmpty()) {
            throw new Refusal(TransportProblem.PASSWORD_MISSING, file.toString());
        }
    }
}
