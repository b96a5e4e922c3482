package io.kedang.access.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.KedangTest;
import io.kedang.TestClient;
import io.kedang.TestCompany;
import io.kedang.access.Scope;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// A foreign page can make a browser send a request with its cookies, but knows none of them and
/// sets no header of ours.
@Tag("s9")
@KedangTest
class ForgedRequestTests {
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

    @Autowired TestCompany company;

    private TestClient browser;

    @BeforeEach
    void aUserWhoSignsInAndABrowserThatHoldsNoKey() {
        company.user("forged", "employee", "销售一部", Scope.OWN);
        browser = company.stranger();
    }

    @Test
    void withoutTheTokenOfThePageNothingIsDoneForACookie() {
        var session = signIn();
        var forged = browser.send("DELETE", "/session", null, Map.of("Cookie", session));
        assertThat(forged.status()).isEqualTo(403);
        assertThat(forged.code()).isEqualTo("access.forged-request");
        assertThat(me(Map.of("Cookie", session))).isEqualTo("forged");
    }

    @Test
    void withItThePageDoesWhatItsUserWants() {
        var token = pageToken();
        var headers = Map.of("Cookie", signIn() + "; XSRF-TOKEN=" + token, "X-XSRF-TOKEN", token);
        assertThat(me(headers)).isEqualTo("forged");
        assertThat(browser.send("DELETE", "/session", null, headers).status()).isEqualTo(204);
        assertThat(me(headers)).isNull();
    }

    @Test
    void whoHasAKeyNeedsNoTokenAndGetsNone() {
        var holder = company.client(company.user("forged", "employee", "销售一部", Scope.OWN));
        var answer = holder.send("POST", "/customers/export", "{", JSON);
        assertThat(answer.status()).isNotEqualTo(403);
        assertThat(answer.response().headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(holder.get("/session").response().headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void aWrongKeyIsNotMadeGoodByACookie() {
        var headers = Map.of("Cookie", signIn(), "Authorization", "Bearer guessed");
        assertThat(me(headers)).isNull();
    }

    private String me(Map<String, String> headers) {
        return browser.send("GET", "/session", null, headers).text("/user/username");
    }

    private String signIn() {
        var token = pageToken();
        var headers = new HashMap<>(JSON);
        headers.put("Cookie", "XSRF-TOKEN=" + token);
        headers.put("X-XSRF-TOKEN", token);
        var body = "{\"username\":\"forged\",\"password\":\"%s\"}".formatted(TestCompany.PASSWORD);
        var answer = browser.send("POST", "/session", body, headers);
        assertThat(answer.status()).isEqualTo(200);
        return cookie(answer, "kedang_session=[^;]+");
    }

    private String pageToken() {
        return cookie(browser.get("/session"), "(?<=XSRF-TOKEN=)[^;]+");
    }

    private static String cookie(TestClient.Answer answer, String pattern) {
        return answer.response().headers().allValues("Set-Cookie").stream()
                .map(Pattern.compile(pattern)::matcher)
                .filter(java.util.regex.Matcher::find)
                .map(java.util.regex.Matcher::group)
                .findFirst()
                .orElseThrow();
    }
}
