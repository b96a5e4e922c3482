package io.kedang.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.KedangTest;
import io.kedang.TestClient;
import io.kedang.TestCompany;
import io.kedang.access.Scope;
import io.kedang.kernel.NewId;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// Where a request ends, and how often what it says is decoded.
@KedangTest
class BoundaryTests {
    private static final int PATIENCE_MILLIS = 20_000;

    @Autowired TestCompany company;

    private TestClient client;

    @BeforeEach
    void somebody() {
        client = company.client(company.user("boundary", "employee", "销售一部", Scope.OWN));
    }

    /// All that comes back until the server ends the connection.
    private String exchange(String bytes) throws IOException {
        try (var socket = new Socket("127.0.0.1", company.port())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private static long answers(String received) {
        return received.lines().filter(line -> line.startsWith("HTTP/1.1 ")).count();
    }

    @Test
    void twoLengthsAreNone() throws IOException {
        var answer =
                exchange(
                        "POST /api/v1/session HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                                + "Content-Type: application/json\r\nContent-Length: 2\r\n"
                                + "Content-Length: 40\r\n\r\n{}");
        assertThat(answer).startsWith("HTTP/1.1 400");
        assertThat(answers(answer)).isOne();
    }

    /// What follows is not taken for a request of its own: the connection ends.
    @Test
    void aLengthBesideChunksEndsTheConnection() throws IOException {
        var answer =
                exchange(
                        "POST /api/v1/session HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                                + "Content-Type: application/json\r\nContent-Length: 70\r\n"
                                + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"
                                + "GET /api/v1/setup HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        assertThat(answers(answer)).isOne();
    }

    @Test
    void whatIsNoKnownTransferIsRefused() throws IOException {
        var answer =
                exchange(
                        "POST /api/v1/session HTTP/1.1\r\n"
                                + "Host: 127.0.0.1\r\n"
                                + "Transfer-Encoding: xchunked\r\n"
                                + "Connection: close\r\n\r\n"
                                + "0\r\n\r\n");
        assertThat(answer).containsPattern("^HTTP/1.1 (400|501)");
    }

    @Test
    void whatIsSentIsDecodedOnce() {
        var id = UUID.fromString(NewId.next().toString());
        var name = "%E7%94%B2 &amp; \\\\u7532 公司";
        var made =
                client.put(
                        "/customers/" + id,
                        "{\"kind\":\"ORGANISATION\",\"name\":\"%s\"}".replace("%s", name));
        assertThat(made.status()).isEqualTo(201);
        assertThat(client.get("/customers/" + id).text("/name"))
                .isEqualTo("%E7%94%B2 &amp; \\u7532 公司");
        var other = NewId.next();
        client.put("/customers/" + other, "{\"kind\":\"ORGANISATION\",\"name\":\"解码一次酉公司\"}");
        assertThat(found("%E9%85%89")).isEqualTo(1);
        assertThat(found("%25E9%2585%2589")).isZero();
    }

    private int found(String encoded) {
        return client.get("/customers?q=" + encoded).body().at("/items").size();
    }
}
