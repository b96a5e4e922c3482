package io.kedang.access.signin.outside;

import static io.kedang.access.signin.outside.OutsideTest.body;
import static io.kedang.access.signin.outside.OutsideTest.json;
import static io.kedang.access.signin.outside.OutsideTest.oidc;

import io.kedang.KedangTest;
import io.kedang.TestClient.Answer;
import io.kedang.TestCompany;
import io.kedang.access.Directory;
import io.kedang.access.Scope;
import io.kedang.access.User;
import io.kedang.access.signin.Browser;
import io.kedang.kernel.NewId;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// A test that signs in at a real provider, in a process of its own, through a connection that is
/// made anew for each.
@KedangTest
@TestInstance(Lifecycle.PER_CLASS)
abstract class AtProvider {
    static final String NAME = "oidc-amy";

    /// Redirect addresses are registered beforehand; so are the connections that there will be.
    private static final int MOST = 60;

    @Autowired TestCompany company;
    @Autowired Directory directory;
    @Autowired JdbcClient db;

    final List<UUID> prepared = new ArrayList<>();

    /// The one that the provider tells whom it has signed out.
    UUID hearing;

    TestProvider provider;
    UUID connection;
    User amy;
    Browser administrator;

    @BeforeEach
    void aConnection() {
        if (provider == null) {
            start();
        }
        connection = prepared.removeFirst();
        amy = company.user(NAME, "employee", "销售一部", Scope.OWN);
        administrator = Browser.of(company, "admin");
        provider.falsify(Map.of());
        provider.account("1", account(NAME, "amy@example.cn", true, List.of()));
        connect(connection, "企业账号");
    }

    void connect(UUID id, String name) {
        OutsideTest.create(
                administrator,
                id,
                body(
                        name,
                        "OIDC",
                        oidc(provider.issuer, Map.of()),
                        OutsideTest.NOBODY_NEW,
                        TestProvider.SECRET));
    }

    void start() {
        var redirects = new ArrayList<String>();
        for (int i = 0; i < MOST; i++) {
            prepared.add(NewId.next());
            redirects.add(own("/sign-in/return/" + prepared.get(i)));
        }
        hearing = prepared.removeFirst();
        provider =
                TestProvider.start(
                        redirects,
                        own("/api/v1/sign-in/" + hearing + "/farewell"),
                        own("/sign-in"),
                        Map.of());
    }

    @AfterEach
    void isRemoved() {
        OutsideTest.remove(company, connection);
        db.sql("delete from outside_account").update();
        db.sql("delete from sign_in_attempt").update();
    }

    @AfterAll
    void andTheProviderStops() {
        provider.close();
    }

    String own(String path) {
        return "http://127.0.0.1:" + company.port() + path;
    }

    static Map<String, Object> account(
            String username, String email, Boolean verified, List<String> groups) {
        var claims = new HashMap<String, Object>();
        claims.put("preferred_username", username);
        claims.put("name", "王 " + username);
        claims.put("email", email);
        claims.put("groups", groups);
        if (verified != null) {
            claims.put("email_verified", verified);
        }
        return claims;
    }

    Answer signIn(Browser browser, String subject) {
        return finish(browser, provider.new Visitor().signIn(begin(browser), subject));
    }

    Answer begin(Browser browser) {
        return browser.post("/sign-in/" + connection + "/begin", "{}");
    }

    Answer finish(Browser browser, String query) {
        return browser.post("/sign-in/" + connection + "/finish", query(query));
    }

    static String query(String query) {
        return json(Map.of("query", query));
    }
}
