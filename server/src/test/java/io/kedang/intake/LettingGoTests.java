package io.kedang.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;

import io.kedang.KedangTest;
import io.kedang.TestCompany;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

import javax.sql.DataSource;

/// Whatever goes wrong, and however often: open files, connections and files of a moment are
/// afterwards what they were before.
@KedangTest
class LettingGoTests {
    private static final int ROUNDS = 25;

    private static final Duration SOON = Duration.ofSeconds(40);
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    @Autowired TestCompany company;
    @Autowired DataSource database;

    @Value("${kedang.data}")
    Path data;

    private ImportClient imports;

    @Test
    void afterFaultsOfEverySortNothingIsHeld() throws Exception {
        imports = ImportClient.of(company);
        imports.firms(50);
        everyFault();
        var pool = ((HikariDataSource) database).getHikariPoolMXBean();
        await().atMost(SOON).until(() -> pool.getActiveConnections() == 0);
        var uploads = uploads();
        var open = openFiles();
        int sockets = sockets();
        for (int round = 0; round < ROUNDS; round++) {
            everyFault();
        }
        await().atMost(SOON)
                .untilAsserted(
                        () -> {
                            assertThat(pool.getActiveConnections()).isZero();
                            assertThat(pool.getThreadsAwaitingConnection()).isZero();
                            assertThat(uploads()).isEqualTo(uploads);
                            assertThat(openFiles()).isEqualTo(open);
                            assertThat(sockets()).isLessThan(sockets + ROUNDS);
                        });
        assertThat(imports.api().get("/customers?size=1").status()).isEqualTo(200);
    }

    private void everyFault() throws IOException {
        var head =
                "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 900000\r\n\r\n";
        var begun = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n";
        hangUp("POST /api/v1/imports", head + begun + "\r\n" + "x,y\n".repeat(20_000));
        hangUp("POST /api/v1/imports", head + begun);
        hangUp("POST /api/v1/exports", export());
        hangUp("GET /api/v1/events", "\r\n");
        hangUp("GET /api/v1/customers?size=200", "\r\n");
        for (var name : new String[] {"a.xlsx", "a.csv", "a.vcf", "a.zip"}) {
            var broken = new byte[] {'P', 'K', 3, 4, 0, 0, 1, 2, (byte) 0xff, 0};
            assertThat(imports.bring(name, broken, null).status()).isBetween(400, 499);
        }
        assertThat(imports.api().post("/exports", "{\"format\":\"?\"}").status()).isEqualTo(422);
        breakDatabase();
        imports.api().get("/customers?size=5");
        imports.bring("b.csv", "x".getBytes(StandardCharsets.UTF_8), "CUSTOMERS");
    }

    private static String export() {
        var body = "{\"format\":\"XLSX\"}";
        return "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(body.length(), body);
    }

    /// Sends what is given, and is gone before it is answered.
    private void hangUp(String line, String rest) throws IOException {
        var api = imports.api();
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), api.port())) {
            var request =
                    "%s HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer %s\r\n%s"
                            .formatted(line, api.token(), rest);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.setSoLinger(true, 0);
        }
    }

    /// Ends all connections of the pool, from one that is not of it.
    private void breakDatabase() {
        var pool = (HikariDataSource) database;
        try (var outside =
                        DriverManager.getConnection(
                                pool.getJdbcUrl(), pool.getUsername(), pool.getPassword());
                var statement = outside.createStatement()) {
            statement.execute(
                    """
                    select pg_terminate_backend(pid) from pg_stat_activity
                     where datname = current_database() and pid <> pg_backend_pid()
                       and usename = current_user
                    """);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Files that live as long as the request that brings them.
    private Collection<Path> uploads() throws IOException {
        try (var files = Files.list(data.resolve("spool").resolve("uploads"))) {
            return new TreeSet<>(files.toList());
        }
    }

    /// Files of a moment that are open, also those whose name is gone already.
    private Collection<String> openFiles() {
        return held(name -> name.contains("/spool/") || name.contains("kedang-export"));
    }

    private int sockets() {
        return held(name -> name.startsWith("socket:")).size();
    }

    private static Collection<String> held(Predicate<String> which) {
        try (var links = Files.list(DESCRIPTORS)) {
            var held = new TreeSet<String>();
            links.flatMap(LettingGoTests::target).filter(which).forEach(held::add);
            return held;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> target(Path link) {
        try {
            return Stream.of(Files.readSymbolicLink(link).toString());
        } catch (IOException closedMeanwhile) {
            return Stream.empty();
        }
    }
}
