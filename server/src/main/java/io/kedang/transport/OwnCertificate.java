package io.kedang.transport;

import io.kedang.kernel.Refusal;
import io.kedang.sealing.DurableFile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// Certificates of an authority of our own, kept in the folder `tls`: `authority.pem` (its
/// certificate and key), `authority.crt` (what devices install) and `server.pem`. The authority
/// stays; the server gets another certificate in time before the old one ends, and when the machine
/// is reached by a name or address that the old one does not know.
///
/// @param listen the address that is listened on
/// @param hosts more names of the server
record OwnCertificate(Path folder, String listen, List<String> hosts, InstantSource clock)
        implements CertificateSource {
    private static final String AUTHORITY = "authority.pem";
    private static final String SERVER = "server.pem";
    private static final Duration RENEWED_BEFORE = Duration.ofDays(30);

    @Override
    public ServerCertificate read() {
        var names = HostNames.of(listen, hosts);
        var authority = findAuthority().orElseGet(() -> make(names.getFirst()));
        if (clock.instant().isAfter(authority.end())) {
            throw new Refusal(
                    TransportProblem.AUTHORITY_EXPIRED,
                    folder.resolve(AUTHORITY).toString(),
                    authority.end().atZone(ZoneOffset.UTC).toLocalDate().toString());
        }
        return findServer()
                .filter(server -> fits(server, authority, names))
                .orElseGet(() -> issue(authority, names));
    }

    /// Names change when a network does; whether it is time for a new certificate is asked once a
    /// day.
    @Override
    public String state() {
        return HostNames.of(listen, hosts)
                + " "
                + clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
    }

    Optional<X509Certificate> findAuthorityCertificate() {
        return findAuthority().map(Authority::certificate);
    }

    private Optional<Authority> findAuthority() {
        return find(AUTHORITY)
                .map(
                        found ->
                                new Authority(
                                        found.keys().getFirst(), found.certificates().getFirst()));
    }

    Optional<ServerCertificate> findServer() {
        return find(SERVER)
                .map(found -> new ServerCertificate(found.keys().getFirst(), found.certificates()));
    }

    private Optional<PemText> find(String name) {
        var file = folder.resolve(name);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        CertificateFile.requirePrivate(file);
        var found =
                PemText.read(
                        new String(CertificateFile.bytes(file), StandardCharsets.US_ASCII),
                        "",
                        file);
        if (found.keys().isEmpty() || found.certificates().isEmpty()) {
            throw new Refusal(TransportProblem.FILE_DAMAGED, file.toString());
        }
        return Optional.of(found);
    }

    /// A new certificate that would not hold longer than the old one is not worth having.
    private boolean fits(ServerCertificate server, Authority authority, List<String> names) {
        boolean due =
                clock.instant().plus(RENEWED_BEFORE).isAfter(server.end())
                        && server.end().isBefore(authority.end());
        return !due
                && server.chain().getLast().equals(authority.certificate())
                && new HashSet<>(server.names()).containsAll(names);
    }

    private Authority make(String machine) {
        var authority = Authority.make(machine, clock.instant());
        write(AUTHORITY, PemText.write(authority.certificate(), authority.key()));
        write("authority.crt", PemText.write(authority.certificate()));
        return authority;
    }

    private ServerCertificate issue(Authority authority, List<String> names) {
        var server = authority.issue(names, clock.instant());
        write(SERVER, PemText.write(server.leaf(), authority.certificate(), server.key()));
        return server;
    }

    private void write(String name, String text) {
        var file = folder.resolve(name);
        try {
            DurableFile.createFolder(folder);
            DurableFile.replace(file, text.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new Refusal(TransportProblem.FOLDER_UNUSABLE, file.toString(), e.toString());
        }
    }
}
