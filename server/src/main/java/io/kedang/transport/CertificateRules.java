package io.kedang.transport;

import io.kedang.kernel.Refusal;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/// Whether browsers would accept what a server is going to show them; each refusal is what they
/// would only say in a riddle.
final class CertificateRules {
    private static final int LEAST_RSA_BITS = 2048;
    private static final int LEAST_EC_BITS = 256;
    private static final String SERVER_USE = "1.3.6.1.5.5.7.3.1";
    private static final String ANY_USE = "2.5.29.37.0";
    private static final byte[] PROBE = "Is this your key?".getBytes(StandardCharsets.US_ASCII);

    private CertificateRules() {}

    /// Key and chain that belong together, out of what was found in any order.
    ///
    /// @param file its name in a refusal
    static ServerCertificate certificate(
            PrivateKey key, List<X509Certificate> found, Path file, Instant now) {
        if (found.isEmpty()) {
            throw new Refusal(TransportProblem.CERTIFICATE_MISSING, file.toString());
        }
        var leaf =
                found.stream()
                        .filter(each -> belongTogether(key, each.getPublicKey()))
                        .findFirst()
                        .orElseThrow(
                                () -> new Refusal(TransportProblem.KEY_DIFFERS, file.toString()));
        requireStrength(leaf, file);
        requireUse(leaf, file);
        requireTime(leaf, file, now);
        var chain = chain(leaf, found);
        for (var each : chain) {
            requireTime(each, file, now);
        }
        requireEnd(chain.getLast(), file);
        return new ServerCertificate(key, chain);
    }

    private static boolean belongTogether(PrivateKey key, PublicKey certified) {
        if (!key.getAlgorithm().equals(certified.getAlgorithm())) {
            return false;
        }
        try {
            var algorithm =
                    switch (key.getAlgorithm()) {
                        case "RSA" -> "SHA256withRSA";
                        case "EC" -> "SHA256withECDSA";
                        default -> key.getAlgorithm();
                    };
            var signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(PROBE);
            var signed = signature.sign();
            signature.initVerify(certified);
            signature.update(PROBE);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static void requireStrength(X509Certificate leaf, Path file) {
        var key = leaf.getPublicKey();
        var bits =
                switch (key) {
                    case RSAPublicKey rsa -> rsa.getModulus().bitLength();
                    case ECPublicKey ec -> ec.getParams().getCurve().getField().getFieldSize();
                    default -> 0;
                };
        if (bits < (key instanceof RSAPublicKey ? LEAST_RSA_BITS : LEAST_EC_BITS)) {
            throw new Refusal(
                    TransportProblem.KEY_UNSUITABLE,
                    file.toString(),
                    bits == 0 ? key.getAlgorithm() : key.getAlgorithm() + " " + bits);
        }
        var signature = leaf.getSigAlgName().toUpperCase(Locale.ROOT);
        if (signature.contains("SHA1") || signature.contains("MD5")) {
            throw new Refusal(
                    TransportProblem.SIGNATURE_WEAK, file.toString(), leaf.getSigAlgName());
        }
    }

    private static void requireUse(X509Certificate leaf, Path file) {
        try {
            var uses = leaf.getExtendedKeyUsage();
            if (uses != null && !uses.contains(SERVER_USE) && !uses.contains(ANY_USE)) {
                throw new Refusal(TransportProblem.USE_UNSUITABLE, file.toString());
            }
        } catch (CertificateParsingException e) {
            throw new Refusal(TransportProblem.FILE_DAMAGED, file.toString());
        }
        if (ServerCertificate.names(leaf).isEmpty()) {
            throw new Refusal(TransportProblem.NAMES_MISSING, file.toString());
        }
    }

    private static void requireTime(X509Certificate certificate, Path file, Instant now) {
        var begin = certificate.getNotBefore().toInstant();
        var end = certificate.getNotAfter().toInstant();
        if (now.isBefore(begin)) {
            throw new Refusal(
                    TransportProblem.NOT_YET_VALID, file.toString(), name(certificate), day(begin));
        }
        if (now.isAfter(end)) {
            throw new Refusal(
                    TransportProblem.EXPIRED, file.toString(), name(certificate), day(end));
        }
    }

    /// From the server's certificate upwards as far as the others reach.
    private static List<X509Certificate> chain(X509Certificate leaf, List<X509Certificate> found) {
        var chain = new ArrayList<X509Certificate>(List.of(leaf));
        for (var next = issuer(leaf, found);
                next.isPresent() && !chain.contains(next.get());
                next = issuer(next.get(), found)) {
            chain.add(next.get());
        }
        return List.copyOf(chain);
    }

    private static Optional<X509Certificate> issuer(
            X509Certificate of, List<X509Certificate> among) {
        return among.stream().filter(each -> signed(each, of)).findFirst();
    }

    private static boolean signed(X509Certificate issuer, X509Certificate certificate) {
        if (!certificate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
            return false;
        }
        try {
            certificate.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /// A chain ends with a certificate that signs itself, or with one that a known authority
    /// signed. Otherwise something is missing in between, which some browsers find by themselves
    /// and phones do not.
    private static void requireEnd(X509Certificate last, Path file) {
        if (!signed(last, last) && known().noneMatch(root -> signed(root, last))) {
            throw new Refusal(
                    TransportProblem.CHAIN_INCOMPLETE,
                    file.toString(),
                    last.getIssuerX500Principal().getName());
        }
    }

    private static Stream<X509Certificate> known() {
        try {
            var factory =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            return Arrays.stream(factory.getTrustManagers())
                    .map(X509TrustManager.class::cast)
                    .flatMap(manager -> Arrays.stream(manager.getAcceptedIssuers()));
        } catch (GeneralSecurityException e) {
            return Stream.empty();
        }
    }

    private static String name(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().getName();
    }

    private static String day(Instant instant) {
        return instant.atZone(ZoneOffset.UTC).toLocalDate().toString();
    }
}
