package io.kedang.access.signin.outside;

import io.kedang.TestClient.Answer;

import tools.jackson.databind.json.JsonMapper;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// A real OpenID provider, in a process of its own; `./kedang test` installs it, `npm ci` in
/// `src/test/oidc` does by hand.
final class TestProvider implements AutoCloseable {
    static final String SECRET = "a secret of thirty-two characters and more";

    private static final Path FOLDER = Path.of("src/test/oidc");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Process process;
    final String issuer;

    private TestProvider(Process process, String issuer) {
        this.process = process;
        this.issuer = issuer;
    }

    /// A client `kedang` that may return to these places.
    static TestProvider start(
            List<String> redirects,
            String farewell,
            String afterwards,
            Map<String, Map<String, Object>> accounts) {
        if (!Files.exists(FOLDER.resolve("node_modules/oidc-provider"))) {
            throw new IllegalStateException("run `npm ci` in server/src/test/oidc");
        }
        var client =
                Map.of(
                        "client_id",
                        "kedang",
                        "client_secret",
                        SECRET,
                        "redirect_uris",
                        redirects,
                        "post_logout_redirect_uris",
                        List.of(afterwards),
                        "backchannel_logout_uri",
                        farewell,
                        "backchannel_logout_session_required",
                        true);
        var settings = Map.of("clients", List.of(client), "accounts", accounts);
        try {
            var process =
                    new ProcessBuilder("node", "provider.js", JSON.writeValueAsString(settings))
                            .directory(FOLDER.toFile())
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            var out =
                    new BufferedReader(
                            new InputStreamReader(
                                    process.getInputStream(), StandardCharsets.UTF_8));
            String line;
            do {
                line = out.readLine();
                if (line == null) {
                    throw new IllegalStateException("the provider ended at once");
                }
            } while (!line.startsWith("http://"));
            return new TestProvider(process, line);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// From now on tokens are told otherwise; an empty map tells the truth again.
    void falsify(Map<String, ?> how) {
        control("/test/falsify", how.isEmpty() ? null : how);
    }

    void account(String subject, Map<String, ?> claims) {
        control("/test/account", Map.of(subject, claims));
    }

    private void control(String path, Object body) {
        var request =
                HttpRequest.newBuilder(URI.create(issuer + path))
                        .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
                        .build();
        send(HttpClient.newHttpClient(), request);
    }

    private static HttpResponse<String> send(HttpClient http, HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// Ends the process by ending its input; waits, so that no port stays taken.
    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// A person with a browser at the provider, whose cookies it keeps.
    final class Visitor {
        private final HttpClient http =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

        /// Goes where he is sent and signs in there; null cancels.
        ///
        /// @return what stands in the address to which he is sent back, behind the question mark
        String signIn(Answer begun, String subject) {
            var next = URI.create(begun.text("/to"));
            while (next.toString().startsWith(issuer)) {
                var at = next.toString();
                if (at.contains("/interaction/") && subject != null) {
                    at += "?login=" + subject;
                }
                var answer = send(http, HttpRequest.newBuilder(URI.create(at)).GET().build());
                next =
                        answer.headers()
                                .firstValue("Location")
                                .map(next::resolve)
                                .orElseThrow(() -> new AssertionError(answer.body()));
            }
            return next.getRawQuery();
        }

        /// Leaves through the page that asks whether he is sure.
        ///
        /// @return where he is sent
        URI signOut(URI leaving) {
            var page = send(http, HttpRequest.newBuilder(leaving).GET().build());
            var token = Pattern.compile("name=\"xsrf\" value=\"([^\"]+)\"").matcher(page.body());
            if (!token.find()) {
                throw new AssertionError(page.body());
            }
            var form = "xsrf=" + token.group(1) + "&logout=yes";
            var confirmed =
                    send(
                            http,
                            HttpRequest.newBuilder(URI.create(issuer + "/session/end/confirm"))
                                    .header("Content-Type", "application/x-www-form-urlencoded")
                                    .POST(BodyPublishers.ofString(form))
                                    .build());
            return URI.create(
                    confirmed
                            .headers()
                            .firstValue("Location")
                            .orElseThrow(() -> new AssertionError(confirmed.body())));
        }
    }
}
