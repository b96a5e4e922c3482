package io.kedang.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.matrix.Http.Request;
import io.kedang.matrix.Matrix.Entry;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a page from elsewhere makes the browser of a signed-in user send: no operation that changes
/// anything takes it, even if that page knew the token of the session.
@Tag("s9")
@MatrixTest
class CrossSiteTests {
    private static final String TOKEN = "X-XSRF-TOKEN";
    private static final String COOKIE = "Cookie";
    private static final List<String> READING = List.of("GET", "HEAD");

    @Autowired World world;
    @Autowired JdbcClient db;

    @Test
    void noOperationIsDoneForAForeignPage(TestReporter reporter) {
        var tables = new Tables(db);
        var browsers =
                Map.of(
                        true, world.browser("director"),
                        false, world.browser("administrator"));
        world.settle();
        var before = tables.hashes();
        var findings = new ArrayList<String>();
        int sent = 0;
        for (var entry : unsafe()) {
            var own = browsers.get(entry.about().isGuarded());
            var request = world.requests().of(entry, world.file("B own").words());
            for (var forgery : forgeries(own).entrySet()) {
                sent++;
                var answer = forgery.getValue().send(request);
                if (answer.status() != 403 || !answer.code().equals("access.forged-request")) {
                    findings.add("%s, %s: %s".formatted(entry, forgery.getKey(), answer));
                }
            }
            if (!request.body().isEmpty()) {
                sent++;
                var answer = own.send(asForm(request));
                if (answer.succeeded() || answer.status() >= 500) {
                    findings.add("%s, as plain text: %s".formatted(entry, answer));
                }
            }
            var disguised = own.send(disguised(request));
            if (disguised.status() >= 500) {
                findings.add("%s, disguised: %s".formatted(entry, disguised));
            }
        }
        reporter.publishEntry("sent", "" + sent);
        assertThat(findings).isEmpty();
        world.settle();
        assertThat(tables.hashes()).isEqualTo(before);
        assertThat(sent).isGreaterThan(300);
    }

    /// So that the test above can fail: the same browser on the page of the house is let through.
    @Test
    void whatThePageOfTheHouseSendsIsDone() {
        var own = world.browser("director");
        var lifecycle = "{\"lifecycle\":\"REGULAR\"}";
        var file = world.file("C own");
        for (var site :
                List.of(Map.of("Sec-Fetch-Site", "same-origin"), Map.of("Origin", home()))) {
            int version = world.version("customer", file.id());
            var request = Request.patch("/customers/" + file.id(), version, lifecycle);
            var answer = with(own, site).send(request);
            assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        }
    }

    private String home() {
        return "http://127.0.0.1:" + world.administrator().port();
    }

    /// What a provider sends by itself when somebody leaves there brings its own proof, and no
    /// cookie opens it.
    private List<Entry> unsafe() {
        return world.matrix().entries().values().stream()
                .filter(entry -> !READING.contains(entry.method()))
                .filter(entry -> !entry.path().endsWith("/farewell"))
                .toList();
    }

    private static Map<String, Http> forgeries(Http own) {
        var cookies = own.identity().get(COOKIE);
        var session = cookies.substring(0, cookies.indexOf(';'));
        var forgeries = new LinkedHashMap<String, Http>();
        forgeries.put("no token", new Http(own.port(), Map.of(COOKIE, session)));
        forgeries.put("token as a cookie only", new Http(own.port(), Map.of(COOKIE, cookies)));
        forgeries.put("token from elsewhere", with(own, Map.of(TOKEN, "guessed")));
        forgeries.put("foreign origin", with(own, Map.of("Origin", "https://evil.example")));
        forgeries.put("no origin at all", with(own, Map.of("Origin", "null")));
        forgeries.put("foreign site", with(own, Map.of("Sec-Fetch-Site", "cross-site")));
        forgeries.put("neighbouring site", with(own, Map.of("Sec-Fetch-Site", "same-site")));
        return forgeries;
    }

    private static Http with(Http own, Map<String, String> headers) {
        var all = new HashMap<>(own.identity());
        all.putAll(headers);
        return new Http(own.port(), all);
    }

    /// What a form can send without being asked first.
    private static Request asForm(Request request) {
        var headers = new HashMap<>(request.headers());
        headers.put("Content-Type", "text/plain");
        return new Request(request.method(), request.path(), headers, request.body());
    }

    /// A link that asks to be taken for something else.
    private static Request disguised(Request request) {
        var headers = new HashMap<>(request.headers());
        headers.put("X-HTTP-Method-Override", request.method());
        headers.put("X-Method-Override", request.method());
        var mark = request.path().contains("?") ? "&" : "?";
        return new Request(
                "GET", request.path() + mark + "_method=" + request.method(), headers, "");
    }
}
