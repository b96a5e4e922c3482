package io.kedang.access.signin.outside;

import static io.kedang.access.signin.outside.OutsideTest.body;
import static io.kedang.access.signin.outside.OutsideTest.json;
import static io.kedang.access.signin.outside.OutsideTest.oidc;
import static io.kedang.access.signin.outside.OutsideTest.path;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;

import io.kedang.KedangTest;
import io.kedang.TestCompany;
import io.kedang.access.signin.Browser;
import io.kedang.goal.Course;
import io.kedang.kernel.NewId;
import io.kedang.kernel.outgoing.AstrayAddresses;
import io.kedang.kernel.outgoing.CountingListener;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.springframework.beans.factory.annotation.Autowired;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Whatever an administrator types where a connection is set up, and whatever a provider says where
/// to go on: nothing on this machine or beside it is connected to that was not plainly meant.
@Tag("s7")
@KedangTest
class LedAstrayTests {
    private static final int ADDRESSES = Course.count(60, 200);

    @Autowired TestCompany company;

    private UUID id = NewId.next();
    private Browser administrator;
    private CountingListener listener;

    @BeforeEach
    void somebodyListens() {
        administrator = Browser.of(company, "admin");
        listener = new CountingListener();
    }

    @AfterEach
    void nothingStays() {
        listener.close();
        OutsideTest.remove(company, id);
    }

    @Test
    void noTypedAddressLeadsAstray(TestReporter reporter) {
        int refused = 0;
        var random = Course.random("typed");
        var issuers = AstrayAddresses.of("https", listener.port(), ADDRESSES, random);
        for (var address : issuers) {
            refused += refuses("OIDC", oidc(address, Map.of())) ? 1 : 0;
        }
        var servers = AstrayAddresses.of("ldaps", listener.port(), ADDRESSES, random);
        for (var address : servers) {
            refused += refuses("LDAP", ldap(address)) ? 1 : 0;
        }
        reporter.publishEntry("typed", "" + (issuers.size() + servers.size()));
        reporter.publishEntry("refusedWhenTyped", "" + refused);
        assertThat(listener.connections()).isZero();
        assertThat(refused).isGreaterThan(ADDRESSES);
    }

    /// Refused when it is set up; if not then when it is tried, by the name's addresses.
    private boolean refuses(String kind, Map<String, Object> settings) {
        var made =
                administrator.put(
                        path(id), json(body("引路", kind, settings, OutsideTest.NOBODY_NEW, "x")));
        if (made.status() == 422 || made.status() == 400) {
            return true;
        }
        assertThat(made.status()).as(made.response().body()).isEqualTo(201);
        var tried = administrator.post(path(id) + "/test", "{}");
        assertThat(tried.status()).isEqualTo(200);
        assertThat(tried.text("/ok")).as(settings.toString()).isEqualTo("false");
        OutsideTest.remove(company, id);
        id = NewId.next();
        return false;
    }

    private static Map<String, Object> ldap(String server) {
        var ldap = new HashMap<String, Object>();
        ldap.put("servers", List.of(server));
        ldap.put("startTls", false);
        ldap.put("serviceDn", "cn=service,dc=example,dc=cn");
        ldap.put("base", "dc=example,dc=cn");
        ldap.put("filter", "(objectClass=person)");
        ldap.put("usernameAttribute", "uid");
        ldap.put("subjectAttribute", "entryUUID");
        ldap.put("displayNameAttribute", "cn");
        return Map.of("ldap", ldap);
    }

    @Test
    void noProviderLeadsAstray() throws IOException {
        var provider = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        var issuer = "http://127.0.0.1:" + provider.getAddress().getPort();
        try {
            provider.start();
            for (var keys :
                    AstrayAddresses.of("https", listener.port(), 40, Course.random("told"))) {
                describes(provider, issuer, keys.strip().replace("\\", "%5C"));
                assertThat(refuses("OIDC", oidc(issuer, Map.of()))).isFalse();
                provider.removeContext("/");
            }
            assertThat(listener.connections()).isZero();
        } finally {
            provider.stop(0);
        }
    }

    /// Only where its keys are is a lie.
    private static void describes(HttpServer provider, String issuer, String keys) {
        var description =
                json(Map.of(
                                "issuer",
                                issuer,
                                "authorization_endpoint",
                                issuer + "/authorize",
                                "token_endpoint",
                                issuer + "/token",
                                "jwks_uri",
                                keys,
                                "response_types_supported",
                                List.of("code"),
                                "subject_types_supported",
                                List.of("public"),
                                "id_token_signing_alg_values_supported",
                                List.of("RS256")))
                        .getBytes(StandardCharsets.UTF_8);
        provider.createContext(
                "/",
                exchange -> {
                    exchange.getResponseHeaders().set("Content-Type", "application/json");
                    exchange.sendResponseHeaders(200, description.length);
                    exchange.getResponseBody().write(description);
                    exchange.close();
                });
    }
}
