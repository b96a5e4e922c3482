package io.kedang.transport;

import io.kedang.kernel.Refusal;
import io.kedang.sealing.DurableFile;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.ssl.SslBundleRegistrar;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleKey;
import org.springframework.boot.ssl.SslBundleRegistry;
import org.springframework.boot.ssl.SslOptions;
import org.springframework.boot.ssl.SslStoreBundle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// The certificate that the server shows, and the watch over where it comes from: another one is
/// taken over within seconds, without a restart and without breaking a connection. A replacement
/// that is wrong changes nothing and stands in the log.
public final class ServedCertificate implements SslBundleRegistrar, AutoCloseable {
    static final String BUNDLE = "kedang";

    private static final Logger log = LoggerFactory.getLogger(ServedCertificate.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);
    private static final Duration WARNED_BEFORE = Duration.ofDays(14);

    /// Who records what is said today and steals the key tomorrow can read none of it; without
    /// exception for old clients.
    private static final SslOptions FORWARD_SECRET =
            SslOptions.of(
                    new String[] {
                        "TLS_AES_128_GCM_SHA256",
                        "TLS_AES_256_GCM_SHA384",
                        "TLS_CHACHA20_POLY1305_SHA256",
                        "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
                        "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
                        "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
                        "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
                        "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
                        "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"
                    },
                    new String[] {"TLSv1.3", "TLSv1.2"});

    private final @Nullable CertificateSource source;
    private final Path folder;
    private final InstantSource clock;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("certificate").daemon().factory());

    private @Nullable SslBundleRegistry registry;
    private volatile @Nullable ServerCertificate current;
    private volatile @Nullable String trouble;
    private String state = "";
    private Instant warned = Instant.MIN;

    ServedCertificate(TransportSettings settings, InstantSource clock) {
        source = settings.source(clock).orElse(null);
        folder = settings.folder();
        this.clock = clock;
    }

    @Override
    public void registerBundles(SslBundleRegistry bundles) {
        if (source != null) {
            registry = bundles;
            state = source.state();
            var first = source.read();
            note(first);
            bundles.registerBundle(BUNDLE, bundle(first));
            current = first;
            warnOfEnd();
            thread.scheduleWithFixedDelay(
                    this::look,
                    BETWEEN_LOOKS.toMillis(),
                    BETWEEN_LOOKS.toMillis(),
                    TimeUnit.MILLISECONDS);
        }
    }

    public Optional<ServerCertificate> current() {
        return Optional.ofNullable(current);
    }

    /// The authority that devices have to be told of; none where somebody else issued the
    /// certificate.
    public Optional<X509Certificate> authority() {
        return source instanceof OwnCertificate
                ? current().map(served -> served.chain().getLast())
                : Optional.empty();
    }

    /// What keeps a replaced certificate from being served, for the page of health.
    public Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    synchronized void look() {
        try {
            if (source != null && registry != null) {
                warnOfEnd();
                var now = source.state();
                if (!now.equals(state)) {
                    takeOver(source.read(), registry);
                    state = now;
                }
                trouble = null;
            }
        } catch (Refusal refusal) {
            complain(refusal.problem().code() + " " + refusal.arguments());
        } catch (RuntimeException fault) {
            complain(fault.toString());
        }
    }

    private void takeOver(ServerCertificate fresh, SslBundleRegistry bundles) {
        var before = current;
        if (before == null || !before.chain().equals(fresh.chain())) {
            note(fresh);
            bundles.updateBundle(BUNDLE, bundle(fresh));
            current = fresh;
            log.info("serving another certificate, valid until {}", fresh.end());
        }
    }

    /// Once for each trouble, not at every look.
    private void complain(String what) {
        if (!what.equals(trouble)) {
            trouble = what;
            log.warn("the certificate was not taken over, the former one is served: {}", what);
        }
    }

    private void warnOfEnd() {
        var served = current;
        var today = clock.instant().truncatedTo(ChronoUnit.DAYS);
        if (served != null
                && !today.equals(warned)
                && today.plus(WARNED_BEFORE).isAfter(served.end())) {
            warned = today;
            log.warn("the certificate ends at {}", served.end());
        }
    }

    /// Commands on this machine trust exactly what is served; so it is noted before.
    private void note(ServerCertificate certificate) {
        var serving = folder.resolve(ServingTrust.FILE);
        try {
            DurableFile.createFolder(folder);
            var text = PemText.write(certificate.leaf());
            DurableFile.replace(serving, text.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new Refusal(TransportProblem.FOLDER_UNUSABLE, serving.toString(), e.toString());
        }
    }

    private static SslBundle bundle(ServerCertificate certificate) {
        var password = "in memory only";
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    BUNDLE,
                    certificate.key(),
                    password.toCharArray(),
                    certificate.chain().toArray(X509Certificate[]::new));
            return SslBundle.of(
                    SslStoreBundle.of(store, password, null),
                    SslBundleKey.of(password, BUNDLE),
                    FORWARD_SECRET);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this Java keeps no keys", e);
        }
    }
}
