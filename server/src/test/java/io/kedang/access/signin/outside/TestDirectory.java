package io.kedang.access.signin.outside;

import io.kedang.transport.Issued;
import io.kedang.transport.Issued.Wish;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A real directory, OpenLDAP's, in a process of its own with a folder of its own. It is not
/// everywhere: Debian's package is called `slapd`, macOS has one; `./kedang test` installs it where
/// it may.
final class TestDirectory implements AutoCloseable {
    static final String BASE = "dc=example,dc=cn";
    static final String SERVICE = "cn=service,dc=example,dc=cn";
    static final String SERVICE_PASSWORD = "password of the service";
    static final String PASSWORD = "password of everybody there";

    private static final List<Path> PROGRAMS =
            Stream.of("/usr/sbin/slapd", "/usr/libexec/slapd", "/usr/local/libexec/slapd")
                    .map(Path::of)
                    .toList();

    /// `userAccountControl`, as Active Directory has it.
    private static final String SCHEMA =
            """
            attributetype ( 1.2.840.113556.1.4.8 NAME 'userAccountControl' EQUALITY integerMatch
              SYNTAX 1.3.6.1.4.1.1466.115.121.1.27 SINGLE-VALUE )
            objectclass ( 1.2.840.113556.1.5.99 NAME 'windowsAccount' SUP top AUXILIARY
              MAY userAccountControl )
            """;

    private final Process process;
    private final Path folder;
    final int port;
    final int encryptedPort;
    final String certificate;

    private TestDirectory(
            Process process, Path folder, int port, int encryptedPort, String certificate) {
        this.process = process;
        this.folder = folder;
        this.port = port;
        this.encryptedPort = encryptedPort;
        this.certificate = certificate;
    }

    static Optional<Path> program() {
        return PROGRAMS.stream().filter(Files::isExecutable).findFirst();
    }

    /// @param host whom its certificate names
    /// @param entries in LDIF, below what is always there
    static TestDirectory start(Path folder, String host, String entries)
            throws IOException, InterruptedException {
        var root = Issued.root("directory authority of " + host);
        var own = root.issues(Wish.of(host).key("RSA", 2048, "SHA256withECDSA"));
        Files.writeString(folder.resolve("cert.pem"), Issued.certificates(own.certificate()));
        Files.writeString(folder.resolve("key.pem"), own.key());
        Files.createDirectories(folder.resolve("data"));
        var settings = folder.resolve("slapd.conf");
        Files.writeString(settings, settings(folder));
        var people = folder.resolve("people.ldif");
        Files.writeString(people, always() + entries);
        var program = program().orElseThrow().toString();
        run(program, "-T", "add", "-f", settings.toString(), "-l", people.toString());
        int port = free();
        int encrypted = free();
        var process =
                new ProcessBuilder(
                                program,
                                "-d",
                                "0",
                                "-f",
                                settings.toString(),
                                "-h",
                                "ldap://127.0.0.1:%d ldaps://127.0.0.1:%d"
                                        .formatted(port, encrypted))
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("log").toFile())
                        .start();
        awaitAnswer(process, folder, encrypted);
        return new TestDirectory(
                process, folder, port, encrypted, Issued.certificates(root.certificate()));
    }

    private static String settings(Path folder) throws IOException {
        var schemas = Path.of("/etc/ldap/schema");
        if (!Files.exists(schemas)) {
            schemas = Path.of("/etc/openldap/schema");
        }
        Files.writeString(folder.resolve("windows.schema"), SCHEMA);
        var lines = new ArrayList<String>();
        for (var schema : List.of("core", "cosine", "inetorgperson", "nis")) {
            lines.add("include " + schemas.resolve(schema + ".schema"));
        }
        lines.add("include " + folder.resolve("windows.schema"));
        lines.add("pidfile " + folder.resolve("pid"));
        lines.add("TLSCertificateFile " + folder.resolve("cert.pem"));
        lines.add("TLSCertificateKeyFile " + folder.resolve("key.pem"));
        if (Files.exists(Path.of("/usr/lib/ldap/back_mdb.so"))) {
            lines.add("modulepath /usr/lib/ldap");
            lines.add("moduleload back_mdb");
            lines.add("moduleload memberof");
        }
        lines.add("database mdb");
        lines.add("suffix " + BASE);
        lines.add("directory " + folder.resolve("data"));
        lines.add("overlay memberof");
        // Nobody reads without a password, and everybody may show his.
        lines.add("access to attrs=userPassword by anonymous auth by * none");
        lines.add("access to * by dn.exact=" + SERVICE + " read by * none");
        return String.join("\n", lines) + "\n";
    }

    private static String always() {
        return """
        dn: dc=example,dc=cn
        objectClass: domain
        dc: example

        dn: ou=people,dc=example,dc=cn
        objectClass: organizationalUnit
        ou: people

        dn: ou=groups,dc=example,dc=cn
        objectClass: organizationalUnit
        ou: groups

        """
                + entry("cn=service," + BASE, SERVICE_PASSWORD, "service", "service", List.of());
    }

    /// Somebody who can sign in.
    static String person(String uid, String name, String... more) {
        return entry("uid=" + uid + ",ou=people," + BASE, PASSWORD, uid, name, List.of(more));
    }

    private static String entry(
            String dn, String password, String uid, String name, List<String> more) {
        return """
        dn: %s
        objectClass: inetOrgPerson
        objectClass: windowsAccount
        cn: %s
        sn: %s
        uid: %s
        userPassword: %s
        %s

        """
                .formatted(dn, name, name, uid, password, String.join("\n", more))
                .replaceAll("\n{3,}", "\n\n");
    }

    static String group(String name, String... members) {
        var lines = new StringBuilder("dn: cn=" + name + ",ou=groups," + BASE + "\n");
        lines.append("objectClass: groupOfNames\ncn: ").append(name).append('\n');
        for (var member : members) {
            lines.append("member: uid=").append(member).append(",ou=people,").append(BASE);
            lines.append('\n');
        }
        return lines.append('\n').toString();
    }

    /// A group whose members are groups.
    static String groupOfGroups(String name, String... groups) {
        var lines = new StringBuilder("dn: cn=" + name + ",ou=groups," + BASE + "\n");
        lines.append("objectClass: groupOfNames\ncn: ").append(name);
        lines.append('\n');
        for (var group : groups) {
            lines.append("member: cn=").append(group).append(",ou=groups,").append(BASE);
            lines.append('\n');
        }
        return lines.append('\n').toString();
    }

    /// The same group, of which it is said that it is in others; nothing says so by itself while a
    /// directory is filled.
    static String within(String group, String... others) {
        var lines = new StringBuilder(group.stripTrailing()).append('\n');
        for (var other : others) {
            lines.append("memberOf: cn=").append(other).append(",ou=groups,").append(BASE);
            lines.append('\n');
        }
        return lines.append('\n').toString();
    }

    private static void run(String... words) throws IOException, InterruptedException {
        var process = new ProcessBuilder(words).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IllegalStateException(said);
        }
    }

    private static int free() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void awaitAnswer(Process process, Path folder, int port)
            throws IOException, InterruptedException {
        var end = Instant.now().plus(Duration.ofSeconds(30));
        while (true) {
            try (var socket = new Socket("127.0.0.1", port)) {
                return;
            } catch (IOException notYet) {
                if (process.waitFor(50, TimeUnit.MILLISECONDS) || Instant.now().isAfter(end)) {
                    throw new IllegalStateException(Files.readString(folder.resolve("log")));
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
        }
    }
}
