package io.kedang.access.signin.outside;

import static io.kedang.access.signin.outside.OutsideTest.change;
import static io.kedang.access.signin.outside.OutsideTest.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.access.signin.Browser;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.Map;

/// What a provider's answer has to be to open a session.
class OidcTests extends AtProvider {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void whoIsKnownComesIn() {
        var browser = new Browser(company);
        browser.plant("kedang_session", "planted");
        var answer = signIn(browser, "1");
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        assertThat(answer.text("/user/username")).isEqualTo(NAME);
        assertThat(browser.user()).isEqualTo(NAME);
        assertThat(browser.cookie("kedang_session")).isNotEqualTo("planted");
        assertThat(browser.cookie("kedang_journey")).isNull();
    }

    @Test
    void anAnswerCountsOnceAndInTheBrowserThatAsked() {
        var browser = new Browser(company);
        var query = provider.new Visitor().signIn(begin(browser), "1");
        assertThat(finish(new Browser(company), query).code()).isEqualTo("outside.lapsed");
        var kept = browser.cookie("kedang_journey");
        assertThat(finish(browser, query).status()).isEqualTo(200);
        var again = new Browser(company);
        again.plant("kedang_journey", kept);
        assertThat(finish(again, query).code()).isEqualTo("outside.lapsed");
    }

    /// The provider itself gives nothing for a code that was used.
    @Test
    void aReplayedCodeOpensNothing() {
        var used = provider.new Visitor().signIn(begin(new Browser(company)), "1");
        var first = new Browser(company);
        var query = provider.new Visitor().signIn(begin(first), "1");
        assertThat(finish(first, query).status()).isEqualTo(200);
        for (var code : List.of(part(query, "code"), part(used, "code"))) {
            var browser = new Browser(company);
            var fresh = provider.new Visitor().signIn(begin(browser), "1");
            var forged = fresh.replace(part(fresh, "code"), code);
            assertThat(finish(browser, forged).code()).isEqualTo("outside.answer-wrong");
            assertThat(browser.user()).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"claims\":{\"nonce\":\"another\"}}",
                "{\"claims\":{\"nonce\":null}}",
                "{\"claims\":{\"aud\":\"somebody\"}}",
                "{\"claims\":{\"aud\":[\"kedang\",\"somebody\"],\"azp\":\"somebody\"}}",
                "{\"claims\":{\"iss\":\"https://elsewhere.example.cn\"}}",
                "{\"claims\":{\"exp\":1700000000}}",
                "{\"claims\":{\"exp\":null}}",
                "{\"claims\":{\"iat\":4000000000}}",
                "{\"claims\":{\"sub\":null}}",
                "{\"claims\":{\"sub\":\"2\"}}",
                "{\"key\":\"foreign\"}",
                "{\"key\":\"secret\"}",
                "{\"key\":\"none\"}"
            })
    void aTokenThatIsNotWhatWasAskedForOpensNothing(String how) {
        provider.account("2", account(NAME, null, null, List.of()));
        provider.falsify(JSON.readValue(how, Map.class));
        var browser = new Browser(company);
        var answer = signIn(browser, "1");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("outside.answer-wrong");
        assertThat(browser.user()).isNull();
        assertThat(lastFailure()).contains("outside.answer-wrong");
    }

    /// The same token, signed anew and otherwise unchanged, is believed: it is the change that is
    /// refused above.
    @Test
    void clocksMayDifferByAMinute() {
        long now = System.currentTimeMillis() / 1000;
        provider.falsify(Map.of("claims", Map.of("exp", now - 30, "iat", now + 30)));
        assertThat(signIn(new Browser(company), "1").status()).isEqualTo(200);
        provider.falsify(Map.of("claims", Map.of("exp", now - 90)));
        assertThat(signIn(new Browser(company), "1").code()).isEqualTo("outside.answer-wrong");
    }

    @Test
    void whatAnotherProviderSaysIsNotTakenForThisOnes() {
        var browser = new Browser(company);
        var query = provider.new Visitor().signIn(begin(browser), "1");
        assertThat(query).contains("iss=");
        var elsewhere = query.replaceAll("iss=[^&]*", "iss=https%3A%2F%2Felsewhere.example.cn");
        assertThat(finish(browser, elsewhere).code()).isEqualTo("outside.answer-wrong");
        browser = new Browser(company);
        query = provider.new Visitor().signIn(begin(browser), "1");
        var silent = query.replaceAll("&?iss=[^&]*", "");
        assertThat(finish(browser, silent).code()).isEqualTo("outside.answer-wrong");

        var other = prepared.removeFirst();
        connect(other, "另一个");
        try {
            browser = new Browser(company);
            query = provider.new Visitor().signIn(begin(browser), "1");
            assertThat(browser.post("/sign-in/" + other + "/finish", query(query)).code())
                    .isEqualTo("outside.lapsed");
        } finally {
            OutsideTest.remove(company, other);
        }
    }

    @Test
    void aChangedStateAndATwofoldAnswerAreRefused() {
        var browser = new Browser(company);
        var query = provider.new Visitor().signIn(begin(browser), "1");
        assertThat(finish(browser, query.replaceAll("state=[^&]*", "state=x")).code())
                .isEqualTo("outside.lapsed");
        browser = new Browser(company);
        query = provider.new Visitor().signIn(begin(browser), "1");
        assertThat(finish(browser, query + "&code=x").code()).isEqualTo("outside.lapsed");
        for (var junk : List.of("", "%", "%zz=1", "a=b&&&=", "code", "\u0000=\u0000")) {
            assertThat(finish(new Browser(company), junk).status()).isBetween(400, 422);
        }
    }

    @Test
    void whoCancelsThereIsToldSo() {
        var browser = new Browser(company);
        var query = provider.new Visitor().signIn(begin(browser), null);
        assertThat(finish(browser, query).code()).isEqualTo("outside.refused-there");
    }

    @Test
    void aDisabledUserStaysOutside() throws Exception {
        signIn(new Browser(company), "1");
        disable(true);
        try {
            var answer = signIn(new Browser(company), "1");
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.code()).isEqualTo("outside.not-admitted");
        } finally {
            disable(false);
        }
    }

    private void disable(boolean disabled) {
        var path = "/users/" + amy.id();
        int version = directory.getUser(amy.id()).version();
        var changed = administrator.patch(path, version, "{\"disabled\":" + disabled + "}");
        assertThat(changed.status()).as(changed.response().body()).isEqualTo(200);
    }

    @Test
    void theTestSaysInWordsWhatFails() {
        var path = OutsideTest.path(connection) + "/test";
        var fine = administrator.post(path, "{}");
        assertThat(fine.body().at("/ok").asBoolean()).as(fine.response().body()).isTrue();
        var wrong = oidc(provider.issuer + "/", Map.of());
        change(administrator, connection, Map.of("settings", wrong));
        var answer = administrator.post(path, "{}");
        assertThat(answer.body().at("/ok").asBoolean()).isFalse();
        assertThat(answer.text("/steps/0/text")).contains("一字不差");
        change(administrator, connection, Map.of("settings", oidc("http://127.0.0.1:9", Map.of())));
        assertThat(administrator.post(path, "{}").text("/steps/0/text")).contains("无法连接");
        assertThat(begin(new Browser(company)).code()).isEqualTo("outside.unreachable");
    }

    private static String part(String query, String name) {
        return query.replaceAll(".*?\\b" + name + "=([^&]*).*", "$1");
    }

    private String lastFailure() {
        return company.client(company.administrator())
                .get("/audit?action=SIGN_IN_FAILED&size=1")
                .response()
                .body();
    }
}
