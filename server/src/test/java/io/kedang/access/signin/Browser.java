package io.kedang.access.signin;

import io.kedang.TestClient;
import io.kedang.TestClient.Answer;
import io.kedang.TestCompany;

import java.net.HttpCookie;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A browser as the server sees it: keeps cookies, and proves with every request that it comes from
/// the page.
public final class Browser {
    private final TestClient client;
    private final Map<String, String> cookies = new TreeMap<>();

    public Browser(TestCompany company) {
        this(company.stranger());
    }

    private Browser(TestClient client) {
        this.client = client;
        get("/session");
    }

    /// One that has the page under a name instead of an address, as passkeys need it, and that is
    /// not slowed by what others fail at.
    public static Browser byName(TestCompany company) {
        return new Browser(TestClient.byName(company.port()));
    }

    /// Signed in by password alone.
    public static Browser of(TestCompany company, String username) {
        var browser = new Browser(company);
        var answer = browser.signIn(username, TestCompany.PASSWORD);
        if (answer.status() != 200) {
            throw new AssertionError(answer.response().body());
        }
        return browser;
    }

    public Answer signIn(String username, String password) {
        return post(
                "/session",
                "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(username, password));
    }

    public Answer get(String path) {
        return send("GET", path, null, "application/json", Map.of());
    }

    public Answer post(String path, String json) {
        return send("POST", path, json, "application/json", Map.of());
    }

    public Answer put(String path, String json) {
        return send("PUT", path, json, "application/json", Map.of());
    }

    public Answer patch(String path, int version, String json) {
        var headers = Map.of("If-Match", "\"" + version + "\"");
        return send("PATCH", path, json, "application/merge-patch+json", headers);
    }

    public Answer delete(String path) {
        return send("DELETE", path, null, "application/json", Map.of());
    }

    public Answer delete(String path, int version) {
        var headers = Map.of("If-Match", "\"" + version + "\"");
        return send("DELETE", path, null, "application/json", headers);
    }

    public String cookie(String name) {
        return cookies.get(name);
    }

    public void plant(String name, String value) {
        cookies.put(name, value);
    }

    /// Whose session the browser has; null for nobody's.
    public String user() {
        return get("/session").text("/user/username");
    }

    private Answer send(
            String method, String path, String body, String type, Map<String, String> more) {
        var headers = new HashMap<>(more);
        if (body != null) {
            headers.put("Content-Type", type);
        }
        if (!cookies.isEmpty()) {
            headers.put(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(each -> each.getKey() + "=" + each.getValue())
                            .collect(Collectors.joining("; ")));
        }
        if (cookies.containsKey("XSRF-TOKEN")) {
            headers.put("X-XSRF-TOKEN", cookies.get("XSRF-TOKEN"));
        }
        var answer = client.send(method, path, body, headers);
        answer.response().headers().allValues("Set-Cookie").forEach(this::keep);
        return answer;
    }

    private void keep(String header) {
        for (var cookie : HttpCookie.parse(header)) {
            if (cookie.getMaxAge() == 0 || cookie.getValue().isEmpty()) {
                cookies.remove(cookie.getName());
            } else {
                cookies.put(cookie.getName(), cookie.getValue());
            }
        }
    }
}
