package io.kedang.access.signin.outside;

import static io.kedang.access.signin.outside.OutsideTest.admission;
import static io.kedang.access.signin.outside.OutsideTest.body;
import static io.kedang.access.signin.outside.OutsideTest.json;
import static io.kedang.access.signin.outside.OutsideTest.oidc;
import static io.kedang.access.signin.outside.OutsideTest.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.KedangTest;
import io.kedang.TestCompany;
import io.kedang.access.Directory;
import io.kedang.access.signin.Browser;
import io.kedang.kernel.NewId;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// What administrators may set up, and what not.
@KedangTest
class ConnectionApiTests {
    private static final String SECRET = "绝密-of-the-client";

    @Autowired TestCompany company;
    @Autowired Directory directory;
    @Autowired JdbcClient db;

    private final UUID id = NewId.next();
    private Browser administrator;

    @BeforeEach
    void anAdministratorIsThere() {
        administrator = Browser.of(company, "admin");
    }

    @AfterEach
    void nothingStays() {
        OutsideTest.remove(company, id);
    }

    private Map<String, Object> good() {
        return body(
                "公司账号",
                "OIDC",
                oidc("https://login.example.cn", Map.of()),
                OutsideTest.NOBODY_NEW,
                SECRET);
    }

    @Test
    void aConnectionIsMadeShownChangedAndRemovedAndTheRegisterTells() {
        assertThat(administrator.put(path(id), json(good())).status()).isEqualTo(201);
        assertThat(administrator.put(path(id), json(good())).status()).isEqualTo(201);
        var listed = administrator.get("/sign-in-connections");
        assertThat(listed.text("/items/0/settings/oidc/issuer"))
                .isEqualTo("https://login.example.cn");
        assertThat(listed.body().at("/items/0/hasSecret").asBoolean()).isTrue();
        OutsideTest.change(administrator, id, Map.of("name", "新名", "enabled", false));
        var changed = administrator.get("/sign-in-connections");
        assertThat(changed.body().at("/items/0/hasSecret").asBoolean()).isTrue();
        OutsideTest.change(administrator, id, Map.of("secret", ""));
        changed = administrator.get("/sign-in-connections");
        assertThat(changed.body().at("/items/0/hasSecret").asBoolean()).isFalse();
        var register =
                company.client(company.administrator())
                        .get("/audit?action=SETTING_CHANGED&size=3")
                        .response()
                        .body();
        assertThat(register).contains(id.toString(), "\"secret\"", "\"enabled\"", "新名");
        assertThat(administrator.patch(path(id), 1, "{}").code()).isEqualTo("access.version-stale");
    }

    @Test
    void theSecretIsNowhereInClear() {
        var created = administrator.put(path(id), json(good()));
        var listed = administrator.get("/sign-in-connections");
        var stored =
                db.sql("select to_jsonb(c)::text from sign_in_connection c where id = :id")
                        .param("id", id)
                        .query(String.class)
                        .single();
        var register = company.client(company.administrator()).get("/audit?size=5");
        assertThat(
                        created.response().body()
                                + listed.response().body()
                                + stored
                                + register.response().body())
                .doesNotContain(SECRET);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    http://login.example.cn           | outside.address-in-clear
                    ftp://login.example.cn            | outside.address-wrong
                    login.example.cn                  | outside.address-wrong
                    https://user@login.example.cn     | outside.address-wrong
                    https://login.example.cn?x=1      | outside.address-wrong
                    https://169.254.169.254/latest    | outside.address-forbidden
                    https://[fe80::1]                 | outside.address-forbidden
                    https://[::ffff:169.254.169.254]  | outside.address-forbidden
                    https://[64:ff9b::a9fe:a9fe]      | outside.address-forbidden
                    https://0.0.0.0                   | outside.address-forbidden
                    https://2852039166                | outside.address-forbidden
                    https://100.100.100.200           | outside.address-forbidden
                    """)
    void whereNobodyMayBeLedIsRefused(String issuer, String code) {
        var body = new HashMap<>(good());
        body.put("settings", oidc(issuer, Map.of()));
        var refused = administrator.put(path(id), json(body));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("/errors/0/field")).isEqualTo("settings.oidc.issuer");
        assertThat(refused.text("/errors/0/code")).isEqualTo(code);
        assertThat(refused.text("/errors/0/message")).isNotBlank();
    }

    @Test
    void nobodyBecomesAnAdministratorByAGroup() {
        var admin = directory.findRole("administrator").orElseThrow().id();
        for (var admission :
                List.of(
                        Map.<String, Object>of("creates", true, "roleId", admin),
                        Map.<String, Object>of(
                                "roles", List.of(Map.of("group", "g", "roleId", admin))))) {
            var body = new HashMap<>(good());
            body.put("admission", admission(admission));
            assertThat(administrator.put(path(id), json(body)).text("/errors/0/code"))
                    .isEqualTo("outside.role-administers");
        }
        var body = new HashMap<>(good());
        body.put("admission", admission(Map.of("creates", true)));
        assertThat(administrator.put(path(id), json(body)).text("/errors/0/code"))
                .isEqualTo("outside.role-needed");
        body.put("admission", admission(Map.of("creates", true, "roleId", NewId.next())));
        assertThat(administrator.put(path(id), json(body)).text("/errors/0/code"))
                .isEqualTo("access.role-unknown");
    }

    @Test
    void settingsAreThoseOfTheKind() {
        var body = new HashMap<>(good());
        body.put("kind", "LDAP");
        assertThat(administrator.put(path(id), json(body)).text("/errors/0/code"))
                .isEqualTo("outside.settings-of-kind");
        body.put("kind", "SAML");
        assertThat(administrator.put(path(id), json(body)).status()).isBetween(400, 422);
        var certificates = oidc("https://login.example.cn", Map.of("certificates", "nonsense"));
        body.put("kind", "OIDC");
        body.put("settings", certificates);
        assertThat(administrator.put(path(id), json(body)).text("/errors/0/code"))
                .isEqualTo("outside.certificates-wrong");
    }

    @Test
    void onlyAnAdministratorInPersonWhoHasJustShownWhoHeIs() {
        assertThat(company.client(company.administrator()).put(path(id), json(good())).code())
                .isEqualTo("access.in-person-only");
        db.sql("update session set proved_at = now() - interval '11 minutes'").update();
        var late = Browser.of(company, "admin");
        db.sql("update session set proved_at = now() - interval '11 minutes'").update();
        assertThat(late.put(path(id), json(good())).code()).isEqualTo("access.proof-needed");
        assertThat(late.post(path(id) + "/test", "{}").code()).isEqualTo("access.proof-needed");
    }

    @Test
    void namesAreUniqueAmongThoseThatAreThere() {
        administrator.put(path(id), json(good()));
        var other = NewId.next();
        var taken = administrator.put(path(other), json(good()));
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.code()).isEqualTo("outside.name-taken");
    }
}
