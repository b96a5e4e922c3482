package io.kedang.access.signin.outside;

import static io.kedang.access.signin.outside.OutsideTest.admission;
import static io.kedang.access.signin.outside.OutsideTest.body;
import static io.kedang.access.signin.outside.OutsideTest.change;
import static io.kedang.access.signin.outside.OutsideTest.json;
import static io.kedang.access.signin.outside.OutsideTest.path;
import static io.kedang.access.signin.outside.TestDirectory.BASE;
import static io.kedang.access.signin.outside.TestDirectory.PASSWORD;
import static io.kedang.access.signin.outside.TestDirectory.SERVICE_PASSWORD;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.access.signin.Browser;
import io.kedang.kernel.Actor;
import io.kedang.kernel.NewId;
import io.kedang.kernel.Refusal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// Signing in with the password of a real directory, in a process of its own.
class LdapTests extends AtDirectory {
    @Autowired OutsideSignIns signIns;

    private final AtomicInteger addresses = new AtomicInteger();

    @Test
    void whoIsKnownComesInByHisPasswordThere() {
        var browser = new Browser(company);
        var answer = signIn(browser, " LDAP-Bob ", PASSWORD);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        assertThat(browser.user()).isEqualTo(NAME);
        assertThat(browser.get("/session/origin").text("/name")).isEqualTo("公司目录");
    }

    @Test
    void overAConnectionThatIsEncryptedOnTheWayToo() {
        reconnect(Map.of("servers", List.of("ldap://localhost:" + server.port), "startTls", true));
        assertThat(signIn(new Browser(company), NAME, PASSWORD).status()).isEqualTo(200);
        assertThat(signIn(new Browser(company), NAME, "wrong").status()).isEqualTo(401);
    }

    @Test
    void inClearOnlyOnThisMachine() {
        reconnect(Map.of("servers", List.of("ldap://127.0.0.1:" + server.port)));
        assertThat(signIn(new Browser(company), NAME, PASSWORD).status()).isEqualTo(200);
        var elsewhere = wanted(Map.of("servers", List.of("ldap://directory.example.cn")));
        var refused = administrator.put(path(NewId.next()), json(elsewhere));
        assertThat(refused.text("/errors/0/field")).isEqualTo("settings.ldap.servers[0]");
        assertThat(refused.text("/errors/0/code")).isEqualTo("outside.address-in-clear");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ldaps", "ldap"})
    void whoseCertificateNamesAnotherIsNotAsked(String scheme) throws Exception {
        var folder = Files.createTempDirectory("kedang-directory");
        try (var other = TestDirectory.start(folder, "directory.example.cn", PEOPLE)) {
            int port = scheme.equals("ldaps") ? other.encryptedPort : other.port;
            reconnect(
                    Map.of(
                            "servers",
                            List.of(scheme + "://localhost:" + port),
                            "startTls",
                            true,
                            "certificates",
                            other.certificate));
            assertThat(signIn(new Browser(company), NAME, PASSWORD).code())
                    .isEqualTo("outside.unreachable");
        }
    }

    @Test
    void whoseAuthorityIsNotKnownIsNotAsked() {
        var ldap = new HashMap<String, Object>();
        ldap.put("certificates", null);
        reconnect(ldap);
        assertThat(signIn(new Browser(company), NAME, PASSWORD).code())
                .isEqualTo("outside.unreachable");
    }

    @Test
    void nameAndPasswordAreRefusedAlikeWhicheverIsWrong() {
        assertThat(refusal("ldap-nobody", PASSWORD)).isEqualTo("access.wrong-credentials");
        assertThat(refusal(NAME, "wrong")).isEqualTo("access.wrong-credentials");
        assertThat(refusal("ldap-off", PASSWORD)).isEqualTo("access.wrong-credentials");
        assertThat(refusal("ldap-on", PASSWORD)).isNull();
    }

    /// A directory takes a name without a password for somebody who wants no name, and agrees.
    @Test
    void anEmptyPasswordOpensNothing() {
        assertThat(refusal(NAME, "")).isEqualTo("access.wrong-credentials");
        var silent = body("ohne", "LDAP", settings(Map.of()), OutsideTest.NOBODY_NEW, null);
        var refused = administrator.put(path(NewId.next()), json(silent));
        assertThat(refused.text("/errors/0/code")).isEqualTo("outside.secret-needed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "ldap-b*",
                "*)(uid=*",
                "ldap-bob)(&",
                "ldap-bob)(|(uid=*",
                "x)(|(objectClass=*",
                "\\2a",
                "ldap-bob\\00",
                "ldap-bob\u0000",
                "uid=ldap-bob,ou=people,dc=example,dc=cn",
                "{0}",
                "(uid=ldap-bob)",
                "''",
                "ldap-bob,ou=people"
            })
    void whatIsTypedIsNeverAFilter(String typed) {
        assertThat(refusal(typed, PASSWORD)).isEqualTo("access.wrong-credentials");
    }

    @Test
    void aStarInANameIsAStar() {
        assertThat(signIn(new Browser(company), "ldap-star*", PASSWORD).code())
                .isEqualTo("outside.not-admitted");
    }

    @Test
    void guessesAreCountedBeforeTheDirectoryIsAsked() {
        for (int i = 0; i < 10; i++) {
            assertThat(refusal(NAME, "wrong " + i)).isEqualTo("access.wrong-credentials");
        }
        assertThat(refusal(NAME, PASSWORD)).isEqualTo("access.too-many-attempts");
    }

    @Test
    void whatNobodyCouldAnswerWasNoGuess() {
        reconnect(Map.of("servers", List.of("ldaps://localhost:9")));
        for (int i = 0; i < 12; i++) {
            assertThat(refusal(NAME, PASSWORD)).isEqualTo("outside.unreachable");
        }
    }

    @Test
    void anAdministratorIsNotFoundByANameThere() {
        assertThat(signIn(new Browser(company), "admin", PASSWORD).code())
                .isEqualTo("outside.not-admitted");
        assertThat(Browser.of(company, "admin").user()).isEqualTo("admin");
    }

    @Test
    void theNextServerIsAskedWhereOneDoesNotAnswer() {
        reconnect(
                Map.of(
                        "servers",
                        List.of(
                                "ldaps://localhost:9",
                                "ldaps://localhost:" + server.encryptedPort)));
        assertThat(signIn(new Browser(company), NAME, PASSWORD).status()).isEqualTo(200);
        reconnect(Map.of("servers", List.of("ldaps://localhost:9")));
        var down = signIn(new Browser(company), NAME, PASSWORD);
        assertThat(down.status()).isEqualTo(503);
        assertThat(down.code()).isEqualTo("outside.unreachable");
    }

    @Test
    void hisPasswordThereAlsoConfirmsThatItIsHe() {
        var manager = directory.findRole("employee").orElseThrow().id();
        change(
                administrator,
                connection,
                Map.of("admission", admission(Map.of("creates", true, "roleId", manager))));
        var browser = new Browser(company);
        assertThat(signIn(browser, "twice", PASSWORD).status()).isEqualTo(200);
        var proof = browser.post("/session/proof", "{\"password\":\"%s\"}".formatted(PASSWORD));
        assertThat(proof.status()).as(proof.response().body()).isEqualTo(204);
        assertThat(browser.post("/session/proof", "{\"password\":\"wrong\"}").status())
                .isEqualTo(422);
        var change =
                "{\"current\":\"%s\",\"password\":\"correct horse battery\"}".formatted(PASSWORD);
        assertThat(browser.put("/password", change).code()).isEqualTo("access.password-elsewhere");
    }

    @Test
    void theTestSaysInWordsWhatFails() {
        var test = path(connection) + "/test";
        assertThat(administrator.post(test, "{}").body().at("/ok").asBoolean()).isTrue();
        change(administrator, connection, Map.of("secret", "wrong"));
        assertThat(administrator.post(test, "{}").text("/steps/0/text")).contains("服务账号");
        change(administrator, connection, Map.of("secret", SERVICE_PASSWORD));
        reconnect(Map.of("base", "ou=nobody," + BASE));
        assertThat(administrator.post(test, "{}").text("/steps/0/text")).contains("不能在");
        reconnect(Map.of("filter", "(objectClass=device)"));
        assertThat(administrator.post(test, "{}").text("/steps/1/text")).contains("没有符合");
        reconnect(Map.of("subjectAttribute", "objectGUID"));
        assertThat(administrator.post(test, "{}").text("/steps/1/text")).contains("objectGUID");
        reconnect(Map.of("servers", List.of("ldaps://localhost:9")));
        assertThat(administrator.post(test, "{}").text("/steps/0/text")).contains("无法连接");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    filter             ; objectClass=person      ; outside.filter-wrong
                    filter             ; (a=b))(|(c=d)           ; outside.filter-wrong
                    filter             ; (a={0})                 ; outside.filter-wrong
                    usernameAttribute  ; uid=*)(uid              ; outside.attribute-wrong
                    base               ; nonsense                ; outside.name-of-entry-wrong
                    """)
    void settingsThatCannotBeRightAreRefused(String field, String value, String code) {
        var refused = administrator.put(path(NewId.next()), json(wanted(Map.of(field, value))));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("/errors/0/field")).isEqualTo("settings.ldap." + field);
        assertThat(refused.text("/errors/0/code")).isEqualTo(code);
    }

    /// The code of the problem, null for none. Comes from an address of its own, so that the limit
    /// of addresses does not end the test.
    private String refusal(String username, String password) {
        int number = addresses.incrementAndGet();
        var address = "10.%d.%d.2".formatted(number / 250, number % 250);
        var actor = new Actor(null, "", Actor.Channel.PAGE, address, "-");
        try {
            ScopedValue.where(Actor.CURRENT, actor)
                    .run(() -> signIns.signIn(connection, username, password, null));
            return null;
        } catch (Refusal refusal) {
            return refusal.problem().code();
        }
    }
}
