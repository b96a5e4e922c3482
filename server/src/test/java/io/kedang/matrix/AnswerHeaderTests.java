package io.kedang.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.house.RawHttp;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.springframework.beans.factory.annotation.Autowired;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

import javax.net.SocketFactory;

/// Every answer, of whatever status and from whatever part of the server, tells the browser what it
/// may do with it, and nothing about what made it.
@Tag("s10")
@MatrixTest
class AnswerHeaderTests {
    private static final Map<String, Pattern> WANTED =
            Map.of(
                    "content-security-policy",
                            Pattern.compile(
                                    "default-src 'self'; script-src 'self';"
                                            + ".*object-src 'none'.*frame-ancestors 'none'"),
                    "x-content-type-options", Pattern.compile("nosniff"),
                    "x-frame-options", Pattern.compile("DENY"),
                    "referrer-policy", Pattern.compile("same-origin"),
                    "cross-origin-opener-policy", Pattern.compile("same-origin"),
                    "cross-origin-resource-policy", Pattern.compile("same-origin"),
                    "permissions-policy", Pattern.compile(".*camera=\\(\\).*"));

    /// Types whose text means nothing before it is known how it is written; JSON is always UTF-8.
    private static final Pattern NAMES_CHARSET =
            Pattern.compile("text/.*|[^;]*[/+]xml.*|application/javascript.*");

    private static final List<String> UNWANTED =
            List.of("server", "x-powered-by", "via", "access-control-allow-origin");

    /// What is kept closed everywhere, and what other servers have lying there.
    private static final List<String> CLOSED =
            List.of(
                    "/actuator",
                    "/actuator/health",
                    "/actuator/env",
                    "/actuator/heapdump",
                    "/h2-console",
                    "/swagger-ui.html",
                    "/v3/api-docs",
                    "/error",
                    "/.git/config",
                    "/.env",
                    "/WEB-INF/web.xml",
                    "/META-INF/MANIFEST.MF",
                    "/fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf",
                    "/application.properties",
                    "/assets",
                    "/assets/",
                    "/spool/",
                    "/keys/master.key",
                    "/operator.key",
                    "/api/v1/nothing");

    @Autowired World world;

    @Test
    void everyAnswerBearsThem(TestReporter reporter) {
        var findings = new TreeSet<String>();
        var statuses = new TreeSet<Integer>();
        int answers = 0;
        for (var entry : world.matrix().entries().values()) {
            if (!entry.tried()) {
                continue;
            }
            var request = world.requests().of(entry, world.file("B own").words());
            for (var name : List.of("nobody", "director")) {
                var answer = world.principal(name).http().send(request);
                answers++;
                statuses.add(answer.status());
                lacking(headers(answer))
                        .forEach(lack -> findings.add("%s by %s: %s".formatted(entry, name, lack)));
            }
        }
        try (var http =
                new RawHttp(
                        "127.0.0.1", world.administrator().port(), SocketFactory.getDefault())) {
            for (var request : oddOnes()) {
                var answer = http.send(request);
                answers++;
                statuses.add(answer.status());
                lacking(headers(answer)).forEach(lack -> findings.add(request + ": " + lack));
            }
        }
        reporter.publishEntry(Map.of("answers", "" + answers, "statuses", "" + statuses));
        assertThat(findings).isEmpty();
        assertThat(statuses).contains(200, 204, 400, 401, 403, 404, 405, 422);
    }

    @Test
    void nothingOfTheInsideIsServed() {
        var nobody = world.principal("nobody").http();
        for (var path : CLOSED) {
            try (var http = new RawHttp("127.0.0.1", nobody.port(), SocketFactory.getDefault())) {
                var answer = http.send(raw("GET", path));
                boolean page = answer.header("content-type").startsWith("text/html");
                assertThat(answer.status() >= 400 || page && !path.startsWith("/api"))
                        .as(path + " -> " + answer.status() + " " + answer.headers())
                        .isTrue();
                assertThat(answer.text()).doesNotContain("Manifest-Version", "kedang.", "spring.");
            }
        }
    }

    @Test
    void whatNoPageAsksForIsRefused() {
        var nobody = world.principal("nobody").http();
        for (var method : List.of("TRACE", "TRACK", "PROPFIND", "CONNECT")) {
            try (var http = new RawHttp("127.0.0.1", nobody.port(), SocketFactory.getDefault())) {
                var answer = http.send(raw(method, "/api/v1/session", "X-Mine: told"));
                assertThat(answer.status()).as(method).isGreaterThanOrEqualTo(400);
                assertThat(answer.text()).as(method).doesNotContain("told");
            }
        }
    }

    private static List<RawHttp.Request> oddOnes() {
        return List.of(
                raw("GET", "/"),
                raw("HEAD", "/"),
                raw("GET", "/customers"),
                raw("GET", "/nothing.js"),
                raw("GET", "/assets/../../x"),
                raw("GET", "/%2e%2e/%2e%2e/etc/passwd"),
                raw("GET", "/a;b=c"),
                raw("GET", "/api/v1/customers/{id}"),
                raw("GET", "/" + "x".repeat(60_000)),
                raw("TRACE", "/"),
                raw("OPTIONS", "/api/v1/customers"),
                raw("PROPFIND", "/api/v1/customers"),
                raw("DELETE", "/api/v1/customers"),
                raw("POST", "/index.html"),
                raw("GET", "/api/v1/session", "Cookie: " + "x".repeat(20_000)),
                raw("GET", "/api/v1/session", "Content-Length: -1"));
    }

    private static RawHttp.Request raw(String method, String target, String... headers) {
        return new RawHttp.Request(method, target, List.of(headers), new byte[0]);
    }

    private static Map<String, List<String>> headers(Answer answer) {
        return answer.headers();
    }

    private static Map<String, List<String>> headers(RawHttp.Answer answer) {
        var headers = new java.util.HashMap<String, List<String>>();
        for (var line : answer.headers()) {
            int colon = line.indexOf(':');
            headers.computeIfAbsent(line.substring(0, colon).toLowerCase(), n -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        return headers;
    }

    private static List<String> lacking(Map<String, List<String>> headers) {
        var lacking = new ArrayList<String>();
        WANTED.forEach(
                (name, value) -> {
                    var told = headers.getOrDefault(name, List.of());
                    if (told.size() != 1 || !value.matcher(told.getFirst()).matches()) {
                        lacking.add(name + " is " + told);
                    }
                });
        headers.getOrDefault("content-type", List.of()).stream()
                .filter(type -> NAMES_CHARSET.matcher(type).matches() && !type.contains("charset="))
                .map(type -> type + " names no charset")
                .forEach(lacking::add);
        UNWANTED.stream().filter(headers::containsKey).map(n -> "tells " + n).forEach(lacking::add);
        return lacking;
    }
}
