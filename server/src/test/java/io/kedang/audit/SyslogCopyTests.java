package io.kedang.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kedang.transport.Issued;
import io.kedang.transport.Issued.Wish;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;

/// Check points go to an encrypted log server, and to nobody who is not it.
class SyslogCopyTests {
    private final Issued root = Issued.root("log authority");

    @TempDir Path folder;

    @Test
    void anEncryptedLogServerGetsTheLineWithItsLength() throws Exception {
        try (var server = server(root.issues(Wish.of("localhost")))) {
            var heard = listen(server);
            copy(server, file()).send("{\"point\":1}", Instant.EPOCH);
            assertThat(heard.get(10, TimeUnit.SECONDS))
                    .matches("(?s)\\d+ <86>1 1970-01-01T00:00:00Z .* checkpoint - \\{\"point\":1}");
        }
    }

    @Test
    void whoIsNotTheLogServerHearsNothing() throws Exception {
        var other = Issued.root("other authority");
        for (var shown :
                new Issued[] {
                    other.issues(Wish.of("localhost")), root.issues(Wish.of("log.example.com"))
                }) {
            try (var server = server(shown)) {
                var heard = listen(server);
                assertThatThrownBy(() -> copy(server, file()).send("{}", Instant.EPOCH))
                        .isInstanceOf(SSLException.class);
                assertThat(heard.get(10, TimeUnit.SECONDS)).isEmpty();
            }
        }
    }

    private static SSLServerSocket server(Issued shown) throws IOException {
        return (SSLServerSocket)
                shown.context()
                        .getServerSocketFactory()
                        .createServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    private static SyslogCopy copy(SSLServerSocket server, Path file) {
        return new SyslogCopy("tls://localhost:" + server.getLocalPort(), file);
    }

    private Path file() throws IOException {
        return Files.writeString(
                folder.resolve("root.pem"), Issued.certificates(root.certificate()));
    }

    /// All that comes in clear from under the encryption until the other side hangs up.
    private static CompletableFuture<String> listen(SSLServerSocket server) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try (var socket = server.accept()) {
                        var bytes = socket.getInputStream().readAllBytes();
                        return new String(bytes, StandardCharsets.UTF_8);
                    } catch (IOException refused) {
                        return "";
                    }
                });
    }
}
