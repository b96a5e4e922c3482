package io.kedang.kernel.outgoing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/// Whom a connection believes that it is who it says: the authorities that this Java knows, or, for
/// an authority of the company's own, exactly the certificates that the connection names.
public final class TrustedCertificates {
    private TrustedCertificates() {}

    /// @param pem null or blank for what this Java knows
    public static SSLSocketFactory sockets(@Nullable String pem) throws GeneralSecurityException {
        if (pem == null || pem.isBlank()) {
            return SSLContext.getDefault().getSocketFactory();
        }
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store(pem));
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context.getSocketFactory();
    }

    /// Whether `pem` holds certificates, and nothing that is none.
    public static boolean readable(@Nullable String pem) {
        try {
            return pem == null || pem.isBlank() || store(pem).size() > 0;
        } catch (GeneralSecurityException unreadable) {
            return false;
        }
    }

    private static KeyStore store(String pem) throws GeneralSecurityException {
        var certificates =
                CertificateFactory.getInstance("X.509")
                        .generateCertificates(new ByteArrayInputStream(pem.getBytes(US_ASCII)));
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        try {
            store.load(null, null);
        } catch (IOException e) {
            throw new IllegalStateException("an empty key store cannot be made", e);
        }
        int number = 0;
        for (var certificate : certificates) {
            store.setCertificateEntry("c" + number++, certificate);
        }
        return store;
    }
}
