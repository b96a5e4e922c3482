package io.kedang.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import io.kedang.kernel.Refusal;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/// A command whose server asks it to come back later.
class LocalServerTests {
    @TempDir Path data;
    private final Queue<String> waits = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();
    private HttpServer busy;
    private LocalServer server;

    @BeforeEach
    void aBusyServer() throws IOException {
        busy = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        busy.createContext("/", this::answer);
        busy.start();
        int port = busy.getAddress().getPort();
        Files.writeString(data.resolve("operator.key"), "secret");
        Files.writeString(
                data.resolve("server.json"),
                "{\"pid\":%d,\"port\":%d,\"address\":\"http://127.0.0.1:%d\"}"
                        .formatted(ProcessHandle.current().pid(), port, port));
        server = LocalServer.open(new Settings(data, Map.of()), null);
    }

    @AfterEach
    void gone() {
        server.close();
        busy.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            asked.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            var wait = waits.poll();
            if (wait != null) {
                exchange.getResponseHeaders().set("Retry-After", wait);
            }
            var body = (wait == null ? "{\"id\":1}" : "{\"detail\":\"Too many\"}").getBytes(UTF_8);
            exchange.sendResponseHeaders(wait == null ? 200 : 429, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Test
    void itComesBackWhenItIsAskedTo() {
        waits.addAll(List.of("0", "0"));
        var answer = server.send("POST", "/imports", LocalServer.OPERATOR, Map.of("a", 1));
        assertThat(answer.path("id").asInt()).isEqualTo(1);
        assertThat(asked).hasSize(3).containsOnly("{\"a\":1}");
    }

    @Test
    void aFileIsFetchedAfterTheWaitToo() {
        waits.add("0");
        server.download("/errors", LocalServer.OPERATOR, data.resolve("errors.json"));
        assertThat(data.resolve("errors.json")).hasContent("{\"id\":1}");
    }

    @Test
    void aLimitOfHoursIsSaidAtOnce() {
        waits.add("3600");
        refused();
        assertThat(asked).hasSize(1);
    }

    @Test
    void whatStaysBusyIsGivenUp() {
        waits.addAll(List.of("0", "0", "0", "0", "0", "0", "0", "0", "0", "0"));
        refused();
        assertThat(asked).hasSize(5);
    }

    private void refused() {
        assertThatThrownBy(() -> server.send("GET", "/jobs/1", LocalServer.OPERATOR, (Object) null))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> {
                            assertThat(refusal.problem()).isEqualTo(CommandProblem.SERVER_REFUSED);
                            assertThat(refusal.arguments()).contains("Too many");
                        });
    }
}
