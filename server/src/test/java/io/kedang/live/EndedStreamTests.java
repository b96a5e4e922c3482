package io.kedang.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.KedangTest;
import io.kedang.TestCompany;
import io.kedang.access.Directory;
import io.kedang.access.Scope;
import io.kedang.access.User;
import io.kedang.access.signin.Browser;
import io.kedang.access.signin.Tokens;
import io.kedang.kernel.NewId;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// An open stream ends with what it was opened by, though no request comes any more.
@KedangTest
class EndedStreamTests {
    private static final String NAME = "listener";

    /// A second is the rule; a machine that does five things at once gets some more.
    private static final int SECONDS = 8;

    @Autowired TestCompany company;
    @Autowired Directory directory;
    @Autowired Tokens tokens;
    @Autowired JdbcClient db;

    private final HttpClient http = HttpClient.newHttpClient();
    private User user;
    private Browser browser;
    private CompletableFuture<Void> end;

    @BeforeEach
    void somebodyWhoListens() throws Exception {
        user = company.user(NAME, "employee", "销售一部", Scope.OWN);
        browser = Browser.of(company, NAME);
        end = listen(Map.of("Cookie", "kedang_session=" + browser.cookie("kedang_session")));
    }

    @AfterEach
    void nobodyListens() {
        http.shutdownNow();
        db.sql("delete from session where user_id = :user").param("user", user.id()).update();
    }

    @Test
    void itEndsWithTheSignOut() {
        browser.delete("/session");
        assertThat(ends(end)).isTrue();
    }

    @Test
    void itEndsWhenTheSessionIsEndedFromElsewhere() {
        var elsewhere = Browser.of(company, NAME);
        elsewhere.delete("/sessions");
        assertThat(ends(end)).isTrue();
    }

    @Test
    void itEndsWhenTheSessionHasLapsed() {
        db.sql("update session set expires_at = now() where user_id = :user")
                .param("user", user.id())
                .update();
        assertThat(ends(end)).isTrue();
    }

    @Test
    void itEndsWhenItsUserIsDisabled() {
        try {
            change("{\"disabled\":true}");
            assertThat(ends(end)).isTrue();
        } finally {
            change("{\"disabled\":false}");
        }
    }

    @Test
    void itEndsWhenItsUserHasOtherRights() {
        var role = user.roleId();
        try {
            change(role(directory.findRole("director").orElseThrow().id()));
            assertThat(ends(end)).isTrue();
        } finally {
            change(role(role));
        }
    }

    @Test
    void thatOfAProgramEndsWithItsToken() throws Exception {
        var id = NewId.next();
        var secret = company.as(user, () -> tokens.create(id, user.id(), "stream", null, null));
        var stream = listen(Map.of("Authorization", "Bearer " + secret));
        company.as(
                user,
                () -> {
                    tokens.revoke(id, user.id());
                    return "";
                });
        assertThat(ends(stream)).isTrue();
        assertThat(end).isNotDone();
    }

    private void change(String json) {
        var version = directory.getUser(user.id()).version();
        var answer =
                company.client(company.administrator()).patch("/users/" + user.id(), version, json);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    }

    private static String role(Object id) {
        return "{\"roleId\":\"" + id + "\"}";
    }

    private static boolean ends(CompletableFuture<Void> end) {
        try {
            end.get(SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /// Done when the server has ended the stream.
    private CompletableFuture<Void> listen(Map<String, String> identity) throws Exception {
        var address = "http://127.0.0.1:" + company.port() + "/api/v1/events";
        var request = HttpRequest.newBuilder(URI.create(address));
        identity.forEach(request::header);
        var answer = http.send(request.build(), BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        return CompletableFuture.runAsync(() -> exhaust(answer.body()), Thread::startVirtualThread);
    }

    private static void exhaust(InputStream stream) {
        try (stream) {
            stream.transferTo(java.io.OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
