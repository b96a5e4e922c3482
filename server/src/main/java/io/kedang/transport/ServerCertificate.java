package io.kedang.transport;

import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// What a server shows of itself, and the key that proves it.
///
/// @param chain its own certificate first, each one signed by the next
public record ServerCertificate(PrivateKey key, List<X509Certificate> chain) {
    private static final int DNS_NAME = 2;
    private static final int ADDRESS = 7;

    public X509Certificate leaf() {
        return chain.getFirst();
    }

    public Instant end() {
        return leaf().getNotAfter().toInstant();
    }

    /// Host names and addresses for which it holds, as browsers compare them; the common name does
    /// not count.
    public List<String> names() {
        return names(leaf());
    }

    static List<String> names(X509Certificate certificate) {
        try {
            var names = new ArrayList<String>();
            var entries = certificate.getSubjectAlternativeNames();
            if (entries != null) {
                for (var entry : entries) {
                    if (entry.get(0).equals(DNS_NAME)) {
                        names.add((String) entry.get(1));
                    } else if (entry.get(0).equals(ADDRESS)) {
                        names.add(InetAddress.ofLiteral((String) entry.get(1)).getHostAddress());
                    }
                }
            }
            return List.copyOf(names);
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }

    /// SHA-256 as certificate viewers show it: `AB:CD:…`.
    public static String fingerprint(X509Certificate certificate) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "ServerCertificate[" + leaf().getSubjectX500Principal() + "]";
    }
}
