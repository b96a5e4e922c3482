package io.kedang.access.signin.outside;

import static io.kedang.access.signin.outside.OutsideTest.admission;
import static io.kedang.access.signin.outside.OutsideTest.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.TestClient.Answer;
import io.kedang.access.signin.Browser;
import io.kedang.access.signin.factor.Factors;
import io.kedang.access.signin.factor.TestAuthenticator;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import java.util.List;
import java.util.Map;

/// Linking an account at a provider with one's own here, and doing without a password.
class OwnAccountTests extends AtProvider {
    @Autowired Factors factors;

    @Test
    void anAdministratorLinksHisAccountAndSignsInByIt() {
        provider.account("20", account("admin", null, null, List.of()));
        assertThat(signIn(new Browser(company), "20").code()).isEqualTo("outside.not-admitted");
        var before = administrator.cookie("kedang_session");
        var begun = beginLink(administrator);
        assertThat(begun.text("/to")).contains("prompt=login").contains("max_age=0");
        var linked = finish(administrator, provider.new Visitor().signIn(begun, "20"));
        assertThat(linked.status()).as(linked.response().body()).isEqualTo(200);
        assertThat(administrator.cookie("kedang_session")).isNotEqualTo(before);
        assertThat(listed(administrator).text("/account")).isEqualTo("admin");
        assertThat(signIn(new Browser(company), "20").text("/user/username")).isEqualTo("admin");
        assertThat(administrator.get("/audit?action=ACCOUNT_LINKED&size=1").response().body())
                .contains("企业账号");

        assertThat(administrator.delete("/own-accounts/" + connection).status()).isEqualTo(204);
        assertThat(listed(administrator).text("/account")).isNull();
        assertThat(signIn(new Browser(company), "20").code()).isEqualTo("outside.not-admitted");
        assertThat(administrator.delete("/own-accounts/" + connection).code())
                .isEqualTo("outside.account-unknown");
    }

    @Test
    void nobodyTakesAnAccountThatIsSomebodyElses() {
        signIn(new Browser(company), "1");
        assertThat(link(administrator, "1").code()).isEqualTo("outside.account-taken");
        assertThat(signIn(new Browser(company), "1").text("/user/username")).isEqualTo(NAME);
        var own = Browser.of(company, NAME);
        assertThat(link(own, "1").code()).isEqualTo("outside.linked-already");
        provider.account("21", account("other", null, null, List.of()));
        assertThat(link(own, "21").code()).isEqualTo("outside.linked-already");
    }

    @Test
    void anAnswerLinksInTheSessionThatAskedOnly() {
        provider.account("22", account("x", null, null, List.of()));
        var begun = beginLink(administrator);
        var query = provider.new Visitor().signIn(begun, "22");
        var other = Browser.of(company, NAME);
        assertThat(finish(other, query).code()).isEqualTo("outside.lapsed");
        other.plant("kedang_journey", administrator.cookie("kedang_journey"));
        assertThat(finish(other, query).code()).isEqualTo("outside.lapsed");
        assertThat(finish(administrator, query).code()).isEqualTo("outside.lapsed");
        assertThat(listed(other).text("/account")).isNull();
        assertThat(listed(administrator).text("/account")).isNull();
    }

    @Test
    void itTakesAProofThatIsNotOld() {
        provedLongAgo(company.administrator().id());
        var stale = Browser.of(company, "admin");
        provedLongAgo(company.administrator().id());
        assertThat(beginLink(stale).code()).isEqualTo("access.proof-needed");
        assertThat(stale.delete("/own-accounts/" + connection).code())
                .isEqualTo("access.proof-needed");
    }

    @Test
    void whoHasNoPasswordKeepsHisLastWayIn() {
        var browser = newcomer("23");
        assertThat(browser.get("/session").text("/password")).isEqualTo("NONE");
        assertThat(browser.delete("/own-accounts/" + connection).code())
                .isEqualTo("access.last-way-in");
        assertThat(signIn(new Browser(company), "23").status()).isEqualTo(200);
    }

    @Test
    void whoHasNoPasswordSetsUpCodesByARecentProof() {
        var browser = newcomer("24");
        var user = directory.findUser(name("24")).orElseThrow();
        provedLongAgo(user.id());
        // Sessions are remembered for a second: this browser has asked before.
        var late = arrived("24");
        provedLongAgo(user.id());
        assertThat(late.post("/second-factor/start", "{}").code()).isEqualTo("access.proof-needed");
        browser = arrived("24");
        try {
            var started = browser.post("/second-factor/start", "{}");
            assertThat(started.status()).as(started.response().body()).isEqualTo(200);
            var telephone = new TestAuthenticator(started.text("/secret"));
            var confirmed = browser.post("/second-factor/confirm", code(telephone.code()));
            assertThat(confirmed.body().at("/recoveryCodes").size()).isEqualTo(10);
            var renewed =
                    browser.post(
                            "/second-factor/recovery-codes",
                            code(confirmed.text("/recoveryCodes/0")));
            assertThat(renewed.status()).as(renewed.response().body()).isEqualTo(200);
            assertThat(browser.post("/second-factor/off", code("000000")).status()).isEqualTo(422);
            var off = browser.post("/second-factor/off", code(renewed.text("/recoveryCodes/1")));
            assertThat(off.status()).isEqualTo(204);
        } finally {
            if (factors.state(user.id()).on()) {
                company.as(
                        user,
                        () -> {
                            factors.reset(user);
                            return null;
                        });
            }
        }
    }

    @Test
    void whoHasAPasswordDoesNotLeaveItOut() {
        var browser = Browser.of(company, NAME);
        for (var body : List.of("{}", "{\"password\":\"wrong\"}")) {
            var refused = browser.post("/second-factor/start", body);
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.text("/errors/0/code")).isEqualTo("access.password-wrong");
        }
    }

    /// Somebody whom the provider has brought, and who has no password here.
    private Browser newcomer(String subject) {
        var employee = directory.findRole("employee").orElseThrow().id();
        change(
                administrator,
                connection,
                Map.of("admission", admission(Map.of("creates", true, "roleId", employee))));
        provider.account(subject, account(name(subject), null, null, List.of()));
        return arrived(subject);
    }

    private Browser arrived(String subject) {
        var browser = new Browser(company);
        var arrived = signIn(browser, subject);
        assertThat(arrived.status()).as(arrived.response().body()).isEqualTo(200);
        return browser;
    }

    private String name(String subject) {
        return "own-" + subject + "-" + connection.toString().substring(24);
    }

    private void provedLongAgo(java.util.UUID user) {
        db.sql("update session set proved_at = now() - interval '11 minutes' where user_id = :id")
                .param("id", user)
                .update();
    }

    private Answer link(Browser browser, String subject) {
        return finish(browser, provider.new Visitor().signIn(beginLink(browser), subject));
    }

    private Answer beginLink(Browser browser) {
        return browser.post("/own-accounts/" + connection + "/begin", "{}");
    }

    /// What his list says of the connection.
    private TestItem listed(Browser browser) {
        for (var each : browser.get("/own-accounts").body().at("/items")) {
            if (each.at("/connectionId").asString().equals(connection.toString())) {
                return new TestItem(each);
            }
        }
        throw new AssertionError("the connection is not listed");
    }

    private record TestItem(tools.jackson.databind.JsonNode node) {
        String text(String path) {
            var value = node.at(path);
            return value.isNull() || value.isMissingNode() ? null : value.asString();
        }
    }

    private static String code(String code) {
        return "{\"code\":\"" + code + "\"}";
    }
}
