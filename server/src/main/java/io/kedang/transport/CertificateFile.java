package io.kedang.transport;

import io.kedang.kernel.Refusal;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/// A certificate that somebody else issued: PEM (the chain and the key, together or the key in a
/// file of its own) or PKCS#12 (`.p12`, `.pfx`).
///
/// @param keyFile where the key lies when it is not in `file`
/// @param password opens the key; empty when nobody gave one
/// @param passwordFile holds the password instead
record CertificateFile(
        Path file,
        @Nullable Path keyFile,
        String password,
        @Nullable Path passwordFile,
        InstantSource clock)
        implements CertificateSource {
    /// The owner's group may read a key, as Debian's `ssl-cert` does; others may not.
    private static final Set<PosixFilePermission> TOO_OPEN =
            EnumSet.of(
                    PosixFilePermission.GROUP_WRITE,
                    PosixFilePermission.OTHERS_READ,
                    PosixFilePermission.OTHERS_WRITE);

    private static final int DER_SEQUENCE = 0x30;

    @Override
    public ServerCertificate read() {
        var content = bytes(file);
        var password = readPassword();
        var text = new String(content, StandardCharsets.UTF_8);
        boolean isPem = text.contains("-----BEGIN ");
        PemText found;
        if (isPem) {
            found = PemText.read(text, password, file);
        } else if (content.length > 0 && content[0] == DER_SEQUENCE) {
            found = readPkcs12(content, password);
        } else {
            throw new Refusal(TransportProblem.FILE_UNKNOWN, file.toString());
        }
        if (!found.keys().isEmpty()) {
            requirePrivate(file);
        }
        var keys = new ArrayList<>(found.keys());
        if (keyFile != null) {
            keys.addAll(readKey(keyFile, password));
        }
        if (keys.isEmpty()) {
            throw new Refusal(TransportProblem.KEY_MISSING, file.toString());
        }
        if (keys.size() > 1) {
            throw new Refusal(TransportProblem.KEYS_SEVERAL, file.toString());
        }
        return CertificateRules.certificate(
                keys.getFirst(), found.certificates(), file, clock.instant());
    }

    @Override
    public String state() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var each : new Path[] {file, keyFile, passwordFile}) {
                digest.update(each == null ? new byte[0] : bytes(each));
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String readPassword() {
        if (passwordFile == null) {
            return password;
        }
        requirePrivate(passwordFile);
        return new String(bytes(passwordFile), StandardCharsets.UTF_8).replaceFirst("\\R$", "");
    }

    private static List<PrivateKey> readKey(Path keyFile, String password) {
        var text = new String(bytes(keyFile), StandardCharsets.UTF_8);
        requirePrivate(keyFile);
        var keys = PemText.read(text, password, keyFile).keys();
        if (keys.isEmpty()) {
            throw new Refusal(TransportProblem.KEY_MISSING, keyFile.toString());
        }
        return keys;
    }

    private PemText readPkcs12(byte[] content, String password) {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(content), password.toCharArray());
            var certificates = new ArrayList<X509Certificate>();
            var keys = new ArrayList<PrivateKey>();
            for (var alias : Collections.list(store.aliases())) {
                if (store.getKey(alias, password.toCharArray()) instanceof PrivateKey key) {
                    keys.add(key);
                    for (var each : store.getCertificateChain(alias)) {
                        certificates.add((X509Certificate) each);
                    }
                } else if (store.getCertificate(alias) instanceof X509Certificate certificate) {
                    certificates.add(certificate);
                }
            }
            return new PemText(List.copyOf(certificates), List.copyOf(keys));
        } catch (UnrecoverableKeyException e) {
            throw passwordProblem(password);
        } catch (IOException e) {
            if (e.getCause() instanceof UnrecoverableKeyException) {
                throw passwordProblem(password);
            }
            throw new Refusal(TransportProblem.FILE_UNKNOWN, file.toString());
        } catch (GeneralSecurityException e) {
            throw new Refusal(TransportProblem.FILE_DAMAGED, file.toString());
        }
    }

    private Refusal passwordProblem(String password) {
        return new Refusal(
                password.isEmpty()
                        ? TransportProblem.PASSWORD_MISSING
                        : TransportProblem.PASSWORD_WRONG,
                file.toString());
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw unreadable(file);
        }
    }

    private static Refusal unreadable(Path file) {
        return Files.isRegularFile(file)
                ? new Refusal(
                        TransportProblem.FILE_UNREADABLE,
                        file.toString(),
                        System.getProperty("user.name"))
                : new Refusal(TransportProblem.FILE_MISSING, file.toString());
    }

    /// Refuses when more people may read or change it than whoever holds a key may be.
    static void requirePrivate(Path file) {
        try {
            var permissions = Files.getPosixFilePermissions(file);
            if (permissions.stream().anyMatch(TOO_OPEN::contains)) {
                throw new Refusal(
                        TransportProblem.FILE_EXPOSED,
                        file.toString(),
                        PosixFilePermissions.toString(permissions));
            }
        } catch (IOException e) {
            throw unreadable(file);
        }
    }
}
