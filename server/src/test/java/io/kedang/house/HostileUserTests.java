package io.kedang.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.KedangTest;
import io.kedang.TestClient;
import io.kedang.TestCompany;
import io.kedang.access.Scope;
import io.kedang.goal.Course;
import io.kedang.kernel.NewId;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// One user asks for as much as he can. He is refused with the time to wait, and never by a fault;
/// the others are answered as before. How fast is told as a figure and not asserted.
@Tag("s17")
@KedangTest
@TestPropertySource(
        properties = {
            "spring.application.name=hostile",
            "kedang.requests.per-second=30",
            "kedang.requests.at-once=4"
        })
@DirtiesContext
class HostileUserTests {
    private static final int AT_ONCE = 40;
    private static final int REQUESTS = Course.count(800, 6_000);
    private static final int EXPORTS = Course.count(80, 1_000);
    private static final int SLOW = 150;
    private static final int STREAMS = 50;
    private static final AtomicInteger PAIRS = new AtomicInteger();

    @Autowired TestCompany company;

    private TestClient hostile;
    private TestClient colleague;

    @BeforeEach
    void twoPeople() {
        int pair = PAIRS.incrementAndGet();
        hostile = director("mallory" + pair);
        colleague = director("carol" + pair);
        for (int i = 0; i < 20; i++) {
            var body = "{\"kind\":\"ORGANISATION\",\"name\":\"洪水%d号公司\"}".formatted(i);
            var made = colleague.put("/customers/" + NewId.next(), body);
            assertThat(made.status()).isBetween(200, 409);
        }
    }

    /// Nobody before has used up anything of his share.
    private TestClient director(String name) {
        return company.client(company.user(name, "director", "客户服务部", Scope.ALL));
    }

    /// How a colleague fares.
    ///
    /// @param slowest95 in milliseconds, of twenty the slowest but one
    private record Fared(Map<Integer, Integer> statuses, long slowest95) {}

    /// Within his own share.
    private Fared asks(int times) {
        var statuses = new TreeMap<Integer, Integer>();
        var micros = new ArrayList<Long>();
        for (int i = 0; i < times; i++) {
            long began = System.nanoTime();
            statuses.merge(colleague.get("/customers?q=gs&size=20").status(), 1, Integer::sum);
            micros.add((System.nanoTime() - began) / 1_000_000);
        }
        micros.sort(null);
        return new Fared(statuses, micros.get(times * 95 / 100));
    }

    private Fared meanwhile(Runnable flood) throws InterruptedException {
        var thread = Thread.ofPlatform().start(flood);
        var fared = asks(100);
        thread.join();
        return fared;
    }

    /// @return the answers by status
    private static Map<Integer, Integer> flood(
            int times, Supplier<TestClient.Answer> request, Consumer<TestClient.Answer> check) {
        var statuses = new ConcurrentHashMap<Integer, Integer>();
        var number = new AtomicInteger();
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            for (int n = 0; n < AT_ONCE; n++) {
                threads.submit(
                        () -> {
                            for (int i; (i = number.incrementAndGet()) <= times; ) {
                                var answer = request.get();
                                check.accept(answer);
                                statuses.merge(answer.status(), 1, Integer::sum);
                                Course.progress("hostile requests", i, times);
                            }
                        });
            }
        }
        return statuses;
    }

    private static void toldWhenToComeBack(TestClient.Answer answer) {
        if (answer.status() == 429) {
            var wait = answer.response().headers().firstValue("Retry-After").orElse("none");
            assertThat(wait).matches("[1-9]\\d*");
            assertThat(answer.code()).isEqualTo("request.too-many");
            assertThat(answer.text("/detail")).contains(answer.text("/retryAfter"));
        }
    }

    @Test
    void aFloodIsRefusedAndTheOthersAreAnswered(TestReporter reporter) throws Exception {
        var before = asks(100);
        var hostiles = new TreeMap<Integer, Integer>();
        var fared =
                meanwhile(
                        () ->
                                hostiles.putAll(
                                        flood(
                                                REQUESTS,
                                                () -> hostile.get("/customers?q=gs&size=200"),
                                                HostileUserTests::toldWhenToComeBack)));
        reporter.publishEntry("hostile", "" + hostiles);
        reporter.publishEntry("othersP95Millis", before.slowest95() + " -> " + fared.slowest95());
        assertThat(hostiles.values().stream().mapToInt(n -> n).sum()).isEqualTo(REQUESTS);
        assertThat(hostiles).containsOnlyKeys(200, 429);
        assertThat(fared.statuses()).containsOnlyKeys(200);
    }

    @Test
    void exportsTakeTurns(TestReporter reporter) throws Exception {
        var body = "{\"format\":\"XLSX\",\"columns\":[\"name\",\"fileNumber\"]}";
        var hostiles = new TreeMap<Integer, Integer>();
        var fared =
                meanwhile(
                        () ->
                                hostiles.putAll(
                                        flood(
                                                EXPORTS,
                                                () -> hostile.post("/exports", body),
                                                HostileUserTests::toldWhenToComeBack)));
        reporter.publishEntry("exports", "" + hostiles);
        reporter.publishEntry("othersP95MillisAmidExports", "" + fared.slowest95());
        assertThat(hostiles).containsOnlyKeys(200, 429);
        assertThat(fared.statuses()).containsOnlyKeys(200);
    }

    @Test
    void whatIsTooMuchAtOnceIsRefusedInWords() {
        var deep = "[".repeat(10_000) + "]".repeat(10_000);
        for (var body :
                List.of(
                        "{\"kind\":\"PERSON\",\"name\":\"" + "x".repeat(10_000_000) + "\"}",
                        "{\"kind\":\"PERSON\",\"name\":" + deep + "}",
                        deep,
                        "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000),
                        "{\"kind\":\"PERSON\",\"name\":\"x\",\"remark\":\""
                                + "\\u5ba2".repeat(1_000_000)
                                + "\"}",
                        "[" + "0,".repeat(1_000_000) + "0]")) {
            var answer = hostile.put("/customers/" + NewId.next(), body);
            assertThat(answer.status()).as(body.substring(0, 60)).isBetween(400, 422);
            assertThat(answer.code()).isNotBlank();
        }
        for (var path :
                List.of(
                        "/customers?size=1000000000",
                        "/customers?size=99999999999999999999",
                        "/audit?size=1000000000",
                        "/customers?after=" + "A".repeat(50_000),
                        "/customers?filter=" + "%5B".repeat(9_000),
                        "/customers?filter=" + "%7B%22not%22%3A".repeat(3_000) + "1")) {
            var answer = hostile.get(path);
            assertThat(answer.status())
                    .as(path.substring(0, Math.min(path.length(), 30)))
                    .isBetween(400, 422);
            assertThat(answer.code()).isNotBlank();
        }
        assertThat(colleague.get("/customers?size=1").status()).isEqualTo(200);
    }

    /// Each of them takes a thread of the server and never says what it wants.
    @Test
    void whoNeverEndsHisRequestsKeepsNobodyElseWaiting() throws Exception {
        var sockets = new ArrayList<Socket>();
        var elsewhere = from("127.1.7.7", colleague.token());
        var keyHolder = "Authorization: Bearer none\r\nContent-Length: 1000";
        try {
            for (int i = 0; i < SLOW; i++) {
                sockets.add(begin("POST /api/v1/session", keyHolder, "{"));
            }
            var here = new TestClient(company.port(), colleague.token());
            for (int i = 0; here.get("/session").status() != 429; i++) {
                assertThat(elsewhere.get("/session").status()).isEqualTo(200);
                assertThat(i).as("times that everybody was served").isLessThan(120);
            }
            assertThat(elsewhere.get("/customers?size=1").status()).isEqualTo(200);
        } finally {
            for (var socket : sockets) {
                socket.close();
            }
        }
        while (new TestClient(company.port(), colleague.token()).get("/session").status() == 429) {
            assertThat(elsewhere.get("/session").status()).isEqualTo(200);
        }
    }

    @Test
    void nobodyListensWithHundredsOfStreams() throws Exception {
        var sockets = new ArrayList<Socket>();
        var bearer = "Authorization: Bearer " + hostile.token();
        try {
            for (int i = 0; i < STREAMS; i++) {
                sockets.add(begin("GET /api/v1/events", bearer, ""));
                assertThat(firstLine(sockets.getLast())).contains(" 200");
            }
            sockets.add(begin("GET /api/v1/events", bearer, ""));
            assertThat(firstLine(sockets.getLast())).contains(" 429");
        } finally {
            for (var socket : sockets) {
                socket.close();
            }
        }
    }

    private Socket begin(String line, String header, String body) throws IOException {
        var socket = new Socket("127.0.0.1", company.port());
        var head = line + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n";
        socket.getOutputStream()
                .write((head + header + "\r\n\r\n" + body).getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String firstLine(Socket socket) throws IOException {
        var line = new StringBuilder();
        for (int c; (c = socket.getInputStream().read()) >= 0 && c != '\n'; ) {
            line.append((char) c);
        }
        return line.toString();
    }

    private TestClient from(String address, String token) {
        var http = HttpClient.newBuilder().localAddress(InetAddress.ofLiteral(address)).build();
        return new TestClient(http, "127.0.0.1", company.port(), token);
    }
}
