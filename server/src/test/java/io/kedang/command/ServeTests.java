package io.kedang.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.access.signin.OperatorKey;
import io.kedang.database.DataFolder;
import io.kedang.database.TestFolder;
import io.kedang.house.RawHttp;
import io.kedang.house.RawHttp.Answer;
import io.kedang.house.RawHttp.Request;
import io.kedang.kernel.NewId;
import io.kedang.lab.ServerProcess;
import io.kedang.transport.ServingTrust;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import javax.net.SocketFactory;

/// The whole house behind TLS on another address than usual: what its answers carry, whoever gives
/// them, and that the commands of its machine find it.
class ServeTests {
    private static final String HOST = "127.0.0.2";
    private static final Map<String, String> ON_EVERY_ANSWER =
            Map.of(
                    "strict-transport-security", "max-age=31536000; includeSubDomains",
                    "x-content-type-options", "nosniff",
                    "x-frame-options", "DENY",
                    "referrer-policy", "same-origin",
                    "cross-origin-opener-policy", "same-origin",
                    "cross-origin-resource-policy", "same-origin");

    @TempDir static Path temporary;

    private static Path data;
    private static ServerProcess server;
    private static SocketFactory sockets;
    private static int port;
    private static String operator;

    @BeforeAll
    static void serve() {
        data = TestFolder.prepare(temporary.resolve("data"));
        server = ServerProcess.start(data, "--tls", "auto", "--listen", HOST);
        sockets = ServingTrust.context(data).getSocketFactory();
        port = DataFolder.findServer(data).orElseThrow().port();
        operator = "Authorization: " + OperatorKey.SCHEME + OperatorKey.read(data);
    }

    @AfterAll
    static void end() {
        server.close();
        TestFolder.unlink();
    }

    /// Each kind of answer once: operations, files of the page, refusals of each room, downloads,
    /// the stream of events, and what the web server refuses before it looks for anything.
    @Test
    void everyAnswerCarriesEveryHeader() {
        var table = new LinkedHashMap<Request, Integer>();
        table.put(request("GET", "/api/v1/setup"), 200);
        table.put(request("HEAD", "/api/v1/setup"), 200);
        table.put(request("OPTIONS", "/api/v1/setup"), 401);
        table.put(request("GET", "/api/v1/openapi.json"), 200);
        table.put(request("GET", "/ca.crt"), 200);
        table.put(request("GET", "/assets/probe.js"), 200);
        table.put(request("GET", "/assets/probe.js", "If-Modified-Since: " + tomorrow()), 304);
        table.put(request("GET", "/api/v1/events", operator), 200);
        table.put(json("PUT", "/api/v1/tokens/" + NewId.next(), "{\"name\":\"t\"}"), 201);
        table.put(json("POST", "/api/v1/exports", "{\"format\":\"CSV\"}"), 200);
        table.put(json("POST", "/api/v1/exports", "{\"format\":\"XLSX\"}"), 200);
        table.put(request("GET", "/api/%zz"), 400);
        table.put(request("GET", "/api/v1/setup", "no header"), 400);
        table.put(request("GET", "/api/v1/setup", "X-Long: " + "x".repeat(70_000)), 400);
        table.put(request("G(T", "/api/v1/setup"), 400);
        table.put(request("GET", "/api/v1/customers?size=x", operator), 400);
        table.put(json("POST", "/api/v1/session", "{"), 400);
        table.put(request("GET", "/api/v1/customers"), 401);
        table.put(request("POST", "/api/v1/session"), 403);
        table.put(request("GET", "/api/v1/nothing"), 404);
        table.put(request("GET", "/api/v1/customers/" + NewId.next(), operator), 404);
        table.put(request("GET", "/assets/absent.js"), 404);
        table.put(request("GET", "/actuator/health.json"), 404);
        table.put(request("PUT", "/api/v1/setup", operator), 405);
        table.put(request("TRACE", "/api/v1/setup"), 405);
        table.put(request("GET", "/api/v1/setup", "Accept: image/png"), 406);
        table.put(request("POST", "/api/v1/exports", operator, "Content-Type: text/x"), 415);
        table.put(json("PUT", "/api/v1/customers/" + NewId.next(), "{}"), 422);
        var wrong = new ArrayList<String>();
        try (var http = http()) {
            table.forEach(
                    (request, status) -> {
                        var answer = http.send(request);
                        if (answer.status() != status) {
                            wrong.add(
                                    request.method()
                                            + " "
                                            + request.target()
                                            + " "
                                            + answer.status());
                        }
                        flaws(answer)
                                .forEach(
                                        flaw ->
                                                wrong.add(
                                                        "%s %s %s"
                                                                .formatted(
                                                                        request.method(),
                                                                        request.target(),
                                                                        flaw)));
                    });
        }
        assertThat(wrong).isEmpty();
    }

    private static List<String> flaws(Answer answer) {
        var flaws = new ArrayList<String>();
        ON_EVERY_ANSWER.forEach(
                (name, value) -> {
                    if (!all(answer, name).equals(List.of(value))) {
                        flaws.add(name + " is " + all(answer, name));
                    }
                });
        var policy = all(answer, "content-security-policy");
        if (policy.size() != 1
                || !policy.getFirst().contains("script-src 'self';")
                || !policy.getFirst().contains("object-src 'none'; base-uri 'none'")
                || !policy.getFirst().contains("frame-ancestors 'none'")) {
            flaws.add("content-security-policy is " + policy);
        }
        all(answer, "content-type").stream()
                .filter(type -> type.matches("text/.*|.*[/+]xml.*") && !type.contains("charset="))
                .forEach(type -> flaws.add(type + " names no charset"));
        if (all(answer, "permissions-policy").size() != 1) {
            flaws.add("permissions-policy is missing or doubled");
        }
        if (all(answer, "cache-control").size() != 1) {
            flaws.add("cache-control is " + all(answer, "cache-control"));
        }
        for (var telling : List.of("server", "x-powered-by", "access-control-allow-origin")) {
            if (!all(answer, telling).isEmpty()) {
                flaws.add(telling + " is " + all(answer, telling));
            }
        }
        return flaws;
    }

    @Test
    void nothingOfTheHouseIsKeptByBrowsersButFilesOfThePage() {
        try (var http = http()) {
            for (var path : List.of("/api/v1/setup", "/api/v1/customers", "/ca.crt", "/api/%zz")) {
                assertThat(http.send(request("GET", path)).header("cache-control"))
                        .as(path)
                        .contains("no-store");
            }
            assertThat(http.send(request("GET", "/assets/probe.js")).header("cache-control"))
                    .contains("immutable");
        }
    }

    @Test
    void itsCookiesStayWithThisHostAndNeverTravelInTheClear() {
        try (var http = http()) {
            var token = cookie(http.send(request("GET", "/api/v1/session")), "__Host-XSRF-TOKEN=");
            assertThat(attributes(token))
                    .containsExactlyInAnyOrder("path=/", "secure", "samesite=lax");
            var proof = token.replaceFirst("[^=]*=([^;]*).*", "$1");
            var signIn =
                    new Request(
                            "POST",
                            "/api/v1/session",
                            List.of(
                                    "Content-Type: application/json",
                                    "X-XSRF-TOKEN: " + proof,
                                    "Cookie: __Host-XSRF-TOKEN=" + proof),
                            "{\"username\":\"admin\",\"password\":\"%s\"}"
                                    .formatted(ServerProcess.PASSWORD)
                                    .getBytes(StandardCharsets.UTF_8));
            var answer = http.send(signIn);
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            var session = cookie(answer, "__Host-kedang_session=");
            assertThat(attributes(session))
                    .containsExactlyInAnyOrder("path=/", "secure", "httponly", "samesite=lax");

            var value = session.replaceFirst(";.*", "");
            assertThat(http.send(request("GET", "/api/v1/session", "Cookie: " + value)).status())
                    .isEqualTo(200);
            var renamed = value.replaceFirst("__Host-", "");
            assertThat(http.send(request("GET", "/api/v1/session", "Cookie: " + renamed)).status())
                    .as("a neighbour below the same domain could set this name")
                    .isEqualTo(401);
        }
    }

    /// Paths, headers, names of users and of files, taken or refused.
    @Test
    void whatStrangersSendBeginsNoLineOfTheLog() throws IOException {
        var hostile = "\u001b[2J\u0007x";
        var forged = "%0d%0a{%22level%22:%22ERROR%22}";
        var file =
                "--b\r\n"
                        + "Content-Disposition: form-data; name=\"file\";"
                        + " filename=\"a\u001b[2J\u0085b.csv\"\r\n\r\n"
                        + "x\r\n"
                        + "--b--\r\n";
        try (var http = http()) {
            http.send(request("GET", "/api/v1/customers/" + forged, operator));
            http.send(request("GET", "/" + hostile));
            http.send(request("GET", "/api/v1/setup", "User-Agent: " + hostile));
            http.send(request("GET", "/api/v1/setup", "X-" + hostile + ": 1"));
            http.send(json("POST", "/api/v1/session", "{\"username\":\"a\\r\\n\\u001b[2J\"}"));
            http.send(
                    new Request(
                            "POST",
                            "/api/v1/imports",
                            List.of(operator, "Content-Type: multipart/form-data; boundary=b"),
                            file.getBytes(StandardCharsets.UTF_8)));
        }
        assertThat(LogLineTests.events(data.resolve("logs/kedang.log"))).isNotEmpty();
    }

    @Test
    void commandsOfItsMachineFindIt() throws IOException {
        assertThat(DataFolder.findServer(data).orElseThrow().address())
                .isEqualTo("https://" + HOST + ":" + port);
        assertThat(run("user", "create", "x", "--role", "nobody")).isEqualTo(Commands.REFUSED);
        assertThat(said()).as("it is the server that knows the roles").contains("nobody");
        assertThat(run("verify")).isZero();
        var table = Files.writeString(data.resolve("one.csv"), "客户名称\n大华贸易有限公司\n");
        var imported = run("import", table.toString(), "--kind", "customers");
        assertThat(imported).as(said()).isZero();
        out.reset();
        assertThat(run("token", "create", "--user", "admin", "--name", "served")).isZero();
        var bearer = "Authorization: Bearer " + out.toString(StandardCharsets.UTF_8).strip();
        try (var http = http()) {
            var found = http.send(request("GET", "/api/v1/customers?count=exact", bearer));
            assertThat(found.text()).contains("大华贸易有限公司");
        }
    }

    @Test
    void theCommandTlsShowsWhatIsServedAndHowItIsTrusted() {
        assertThat(run("tls", "--tls", "auto")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains(HOST, "localhost", ":" + port + "/ca.crt", "SHA-256", "certutil", "iOS");
    }

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... words) {
        var line = new ArrayList<>(Arrays.asList(words));
        line.addAll(List.of("--data", data.toString()));
        return Commands.run(
                line,
                new Console(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8)));
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private static RawHttp http() {
        return new RawHttp(HOST, port, sockets);
    }

    private static Request request(String method, String target, String... headers) {
        return new Request(method, target, List.of(headers), new byte[0]);
    }

    private static Request json(String method, String target, String body) {
        return new Request(
                method,
                target,
                List.of(operator, "Content-Type: application/json"),
                body.getBytes(StandardCharsets.UTF_8));
    }

    private static String tomorrow() {
        return java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME.format(
                java.time.ZonedDateTime.now(java.time.ZoneOffset.UTC).plusDays(1));
    }

    private static List<String> all(Answer answer, String name) {
        return answer.headers().stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .toList();
    }

    private static String cookie(Answer answer, String beginning) {
        return all(answer, "set-cookie").stream()
                .filter(cookie -> cookie.startsWith(beginning))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> attributes(String cookie) {
        return Arrays.stream(cookie.toLowerCase(Locale.ROOT).split("; ")).skip(1).toList();
    }
}
