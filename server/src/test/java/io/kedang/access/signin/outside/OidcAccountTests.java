package io.kedang.access.signin.outside;

import static io.kedang.access.signin.outside.OutsideTest.admission;
import static io.kedang.access.signin.outside.OutsideTest.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.access.signin.Browser;
import io.kedang.kernel.NewId;

import org.junit.jupiter.api.Test;

import java.net.URI;
import java.util.List;
import java.util.Map;

/// Who somebody is here whom a provider has recognised, and how it ends.
class OidcAccountTests extends AtProvider {
    @Test
    void anAddressCountsOnlyWhereItIsVerified() {
        change(
                administrator,
                connection,
                Map.of(
                        "admission",
                        admission(Map.of("linking", "EMAIL", "emailDomain", "example.cn"))));
        for (var verified : new Boolean[] {null, false}) {
            provider.account("3", account("x", NAME + "@example.cn", verified, List.of()));
            assertThat(signIn(new Browser(company), "3").code()).isEqualTo("outside.not-admitted");
        }
        provider.account("3", account("x", NAME + "@elsewhere.cn", true, List.of()));
        assertThat(signIn(new Browser(company), "3").code()).isEqualTo("outside.not-admitted");
        provider.account("3", account("x", NAME + "@Example.cn", true, List.of()));
        assertThat(signIn(new Browser(company), "3").text("/user/username")).isEqualTo(NAME);
    }

    @Test
    void nobodyBecomesAnAdministratorByHisNameThere() {
        provider.account("4", account("admin", null, null, List.of()));
        assertThat(signIn(new Browser(company), "4").code()).isEqualTo("outside.not-admitted");
    }

    @Test
    void accountsAreCreatedWithTheRoleOfTheGroupAndFollowIt() {
        var employee = directory.findRole("employee").orElseThrow().id();
        var manager = directory.findRole("manager").orElseThrow().id();
        var roles = List.of(Map.of("group", "Leads", "roleId", manager));
        change(
                administrator,
                connection,
                Map.of(
                        "admission",
                        admission(
                                Map.of(
                                        "creates",
                                        true,
                                        "roleId",
                                        employee,
                                        "departmentId",
                                        company.department("销售一部"),
                                        "roles",
                                        roles,
                                        "rolesFollow",
                                        true))));
        var name = "oidc-new-" + connection.toString().substring(24);
        provider.account("5", account(name, null, null, List.of("leads", "others")));
        assertThat(signIn(new Browser(company), "5").text("/user/username")).isEqualTo(name);
        var user = directory.findUser(name).orElseThrow();
        assertThat(user.roleId()).isEqualTo(manager);
        assertThat(user.departmentId()).isEqualTo(company.department("销售一部"));
        assertThat(user.displayName()).isEqualTo("王 " + name);
        provider.account("5", account(name, null, null, List.of("others")));
        signIn(new Browser(company), "5");
        assertThat(directory.getUser(user.id()).roleId()).isEqualTo(employee);
        assertThat(new Browser(company).signIn(name, "").status()).isEqualTo(401);

        provider.account("6", account(NAME, null, null, List.of()));
        assertThat(signIn(new Browser(company), "6").code()).isEqualTo("outside.name-not-free");
        provider.account("7", account("with space", null, null, List.of()));
        assertThat(signIn(new Browser(company), "7").code()).isEqualTo("outside.name-not-free");
    }

    @Test
    void theProvidersSecondFactorCountsWhereTheConnectionSaysSo() {
        signIn(new Browser(company), "1");
        var role = directory.getRole(amy.roleId());
        var path = "/roles/" + role.id();
        administrator.patch(path, role.version(), "{\"needsSecondFactor\":true}");
        try {
            var weak = new Browser(company);
            assertThat(signIn(weak, "1").text("/secondFactor")).isEqualTo("NEEDED");
            assertThat(weak.get("/sessions").code()).isEqualTo("access.second-factor-needed");
            provider.falsify(Map.of("claims", Map.of("amr", List.of("pwd", "mfa"))));
            var strong = new Browser(company);
            assertThat(signIn(strong, "1").text("/secondFactor")).isEqualTo("NONE");
            assertThat(strong.get("/sessions").status()).isEqualTo(200);
            assertThat(strong.get("/session").text("/secondFactor")).isEqualTo("NONE");
        } finally {
            int version = directory.getRole(role.id()).version();
            administrator.patch(path, version, "{\"needsSecondFactor\":false}");
        }
    }

    @Test
    void whoSignsOutLeavesThereTooAndTheProviderEndsHisOtherSessions() {
        OutsideTest.remove(company, connection);
        connection = hearing;
        connect(hearing, "企业账号");
        var visitor = provider.new Visitor();
        var browser = new Browser(company);
        finish(browser, visitor.signIn(begin(browser), "1"));
        var same = new Browser(company);
        finish(same, visitor.signIn(begin(same), "1"));
        var elsewhere = new Browser(company);
        signIn(elsewhere, "1");
        var origin = browser.get("/session/origin");
        assertThat(origin.text("/name")).isEqualTo("企业账号");
        assertThat(browser.delete("/session").status()).isEqualTo(204);
        assertThat(same.user()).isEqualTo(NAME);
        var back = visitor.signOut(URI.create(origin.text("/leaving")));
        assertThat(back.toString()).startsWith(own("/sign-in"));
        assertThat(same.user()).isNull();
        assertThat(elsewhere.user()).isEqualTo(NAME);
    }

    @Test
    void aFarewellThatTheProviderDidNotSignEndsNothing() {
        var browser = new Browser(company);
        signIn(browser, "1");
        for (var token : List.of("", "x", "eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.")) {
            var answer =
                    company.stranger()
                            .send(
                                    "POST",
                                    "/sign-in/" + connection + "/farewell",
                                    "logout_token=" + token,
                                    Map.of("Content-Type", "application/x-www-form-urlencoded"));
            assertThat(answer.status()).as(answer.response().body()).isEqualTo(400);
        }
        assertThat(browser.user()).isEqualTo(NAME);
    }

    /// It is signed by the provider, for us, about him: only what it is for is another thing.
    @Test
    void anotherTokenOfTheProviderIsNoFarewell() {
        var browser = new Browser(company);
        signIn(browser, "1");
        var leaving = browser.get("/session/origin").text("/leaving");
        var token = leaving.replaceFirst(".*[?&]id_token_hint=([^&]+).*", "$1");
        assertThat(token.split("\\.")).hasSize(3);
        var answer =
                company.stranger()
                        .send(
                                "POST",
                                "/sign-in/" + connection + "/farewell",
                                "logout_token=" + token,
                                Map.of("Content-Type", "application/x-www-form-urlencoded"));
        assertThat(answer.code()).isEqualTo("outside.farewell-wrong");
        assertThat(browser.user()).isEqualTo(NAME);
    }

    /// But for the one that shows the provider whom to sign out, asked for on the way there.
    @Test
    void theTokensOfTheProviderStayInTheServer() {
        var browser = new Browser(company);
        var begun = begin(browser);
        var arrived = finish(browser, provider.new Visitor().signIn(begun, "1"));
        assertThat(arrived.status()).isEqualTo(200);
        for (var answer : List.of(begun, arrived, browser.get("/session"))) {
            assertThat(answer.response().body()).doesNotContain("eyJ", "token");
            assertThat(answer.response().headers().map().toString()).doesNotContain("eyJ");
        }
    }

    @Test
    void sessionsEndWithTheConnection() {
        var browser = new Browser(company);
        signIn(browser, "1");
        var local = Browser.of(company, NAME);
        change(administrator, connection, Map.of("enabled", false));
        assertThat(browser.user()).isNull();
        assertThat(local.user()).isEqualTo(NAME);
        assertThat(new Browser(company).get("/sign-in/methods").response().body())
                .doesNotContain(connection.toString());
        assertThat(begin(new Browser(company)).code()).isEqualTo("outside.connection-unknown");
    }

    @Test
    void aProofIsGivenAnewAtTheProvider() {
        var visitor = provider.new Visitor();
        var browser = new Browser(company);
        finish(browser, visitor.signIn(begin(browser), "1"));
        db.sql("update session set proved_at = now() - interval '11 minutes' where user_id = :id")
                .param("id", amy.id())
                .update();
        var token = "/tokens/" + NewId.next();
        // Sessions are remembered for a second: this browser has not asked before.
        assertThat(browser.put(token, "{\"name\":\"x\"}").code()).isEqualTo("access.proof-needed");
        var before = browser.cookie("kedang_session");
        var begun = browser.post("/session/proof/begin", "{}");
        assertThat(begun.text("/to")).contains("prompt=login").contains("max_age=0");
        assertThat(finish(browser, visitor.signIn(begun, "1")).status()).isEqualTo(200);
        assertThat(browser.cookie("kedang_session")).isNotEqualTo(before);
        assertThat(browser.put(token, "{\"name\":\"x\"}").status()).isEqualTo(201);
        assertThat(browser.delete(token).status()).isEqualTo(204);
    }

    @Test
    void somebodyElsesProofIsNone() {
        var browser = new Browser(company);
        signIn(browser, "1");
        provider.account("8", account("oidc-else", null, null, List.of()));
        var begun = browser.post("/session/proof/begin", "{}");
        var query = provider.new Visitor().signIn(begun, "8");
        assertThat(finish(browser, query).code()).isEqualTo("outside.somebody-else");
        begun = browser.post("/session/proof/begin", "{}");
        query = provider.new Visitor().signIn(begun, "1");
        provider.falsify(Map.of("claims", Map.of("auth_time", 1_700_000_000)));
        assertThat(finish(browser, query).code()).isEqualTo("outside.answer-wrong");
    }

    @Test
    void hisLinkOutlivesHisNameThere() {
        signIn(new Browser(company), "1");
        provider.account("1", account("renamed", null, null, List.of()));
        assertThat(signIn(new Browser(company), "1").text("/user/username")).isEqualTo(NAME);
        provider.account("2", account(NAME, null, null, List.of()));
        assertThat(signIn(new Browser(company), "2").code()).isEqualTo("outside.not-admitted");
    }
}
