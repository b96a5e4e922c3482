package io.kedang.access.signin.outside;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.TestClient.Answer;
import io.kedang.TestCompany;
import io.kedang.access.signin.Browser;

import tools.jackson.databind.json.JsonMapper;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/// What tests of connections have in common: an administrator's browser, and connections as
/// documents.
final class OutsideTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private OutsideTest() {}

    static final Map<String, Object> NOBODY_NEW =
            admission(Map.of("linking", "USERNAME", "creates", false));

    static Map<String, Object> admission(Map<String, Object> more) {
        var admission = new HashMap<String, Object>();
        admission.put("linking", "NEVER");
        admission.put("creates", false);
        admission.put("roles", java.util.List.of());
        admission.put("rolesFollow", false);
        admission.putAll(more);
        return admission;
    }

    static Map<String, Object> oidc(String issuer, Map<String, Object> more) {
        var oidc = new HashMap<String, Object>();
        oidc.put("issuer", issuer);
        oidc.put("clientId", "kedang");
        oidc.put("scopes", java.util.List.of("profile", "email", "groups"));
        oidc.put("usernameClaim", "preferred_username");
        oidc.put("groupsClaim", "groups");
        oidc.put("factorValues", java.util.List.of("mfa"));
        oidc.put("endsTheirSession", true);
        oidc.putAll(more);
        return Map.of("oidc", oidc);
    }

    static String json(Object value) {
        return JSON.writeValueAsString(value);
    }

    static Map<String, Object> body(
            String name, String kind, Object settings, Object admission, String secret) {
        var body = new HashMap<String, Object>();
        body.put("name", name);
        body.put("kind", kind);
        body.put("enabled", true);
        body.put("settings", settings);
        body.put("admission", admission);
        body.put("secret", secret);
        return body;
    }

    static String path(UUID connection) {
        return "/sign-in-connections/" + connection;
    }

    static void create(Browser administrator, UUID id, Map<String, Object> body) {
        var created = administrator.put(path(id), json(body));
        assertThat(created.status()).as(created.response().body()).isEqualTo(201);
    }

    /// With the version that it has now.
    static Answer change(Browser administrator, UUID id, Map<String, Object> patch) {
        var changed = administrator.patch(path(id), version(administrator, id), json(patch));
        assertThat(changed.status()).as(changed.response().body()).isEqualTo(200);
        return changed;
    }

    private static int version(Browser administrator, UUID id) {
        for (var each : administrator.get("/sign-in-connections").body().at("/items")) {
            if (each.at("/id").asString().equals(id.toString())) {
                return each.at("/version").asInt();
            }
        }
        return 0;
    }

    static void remove(TestCompany company, UUID id) {
        var administrator = Browser.of(company, "admin");
        int version = version(administrator, id);
        if (version > 0) {
            var removed = administrator.delete(path(id), version);
            assertThat(removed.status()).isEqualTo(204);
        }
    }
}
