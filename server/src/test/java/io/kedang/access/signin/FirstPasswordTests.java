package io.kedang.access.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.KedangTest;
import io.kedang.TestClient;
import io.kedang.TestCompany;
import io.kedang.access.Directory;
import io.kedang.kernel.NewId;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import java.util.UUID;

/// A password that somebody else has set lets its owner choose one of his own, and nothing else.
@Tag("s8")
@KedangTest
class FirstPasswordTests {
    private static final String FIRST = "told by telephone once";
    private static final String OWN = "chosen by nobody but me";

    @Autowired TestCompany company;
    @Autowired Directory directory;

    private final UUID id = NewId.next();
    private final String name = "first-" + id.toString().substring(24);
    private TestClient admin;

    @BeforeEach
    void anAdministratorMakesAUser() {
        admin = company.client(company.administrator());
        var role = directory.findRole("employee").orElseThrow().id();
        var made =
                admin.put(
                        "/users/" + id,
                        """
                        {"username":"%s","displayName":"新同事","password":"%s","roleId":"%s"}
                        """
                                .formatted(name, FIRST, role));
        assertThat(made.status()).as(made.response().body()).isEqualTo(201);
    }

    @Test
    void itIsChangedBeforeAnythingElseOpens() {
        var browser = signedIn(FIRST);
        assertThat(browser.get("/session").text("/password")).isEqualTo("FIRST");
        for (var path : new String[] {"/customers", "/company", "/sessions", "/tokens"}) {
            assertThat(browser.get(path).code()).as(path).isEqualTo("access.password-needed");
        }
        var same = browser.put("/password", change(FIRST, FIRST));
        assertThat(same.status()).isEqualTo(422);
        assertThat(same.text("/errors/0/field")).isEqualTo("password");
        assertThat(same.text("/errors/0/code")).isEqualTo("access.password-same");
        assertThat(browser.get("/customers").code()).isEqualTo("access.password-needed");

        assertThat(browser.put("/password", change(FIRST, OWN)).status()).isEqualTo(204);
        assertThat(browser.get("/session").text("/password")).isEqualTo("HERE");
        assertThat(browser.get("/customers").status()).isEqualTo(200);
        assertThat(new Browser(company).signIn(name, FIRST).code())
                .isEqualTo("access.wrong-credentials");
        assertThat(signedIn(OWN).get("/customers").status()).isEqualTo(200);
    }

    @Test
    void soIsOneThatAnAdministratorSetsLater() {
        var browser = signedIn(FIRST);
        browser.put("/password", change(FIRST, OWN));
        var path = "/users/" + id + "/password";
        assertThat(admin.put(path, "{\"password\":\"" + FIRST + "\"}").status()).isEqualTo(204);
        assertThat(signedIn(FIRST).get("/customers").code()).isEqualTo("access.password-needed");
    }

    @Test
    void whoSetsUpTheHouseHasChosenHisOwn() {
        assertThat(Browser.of(company, "admin").get("/session").text("/password"))
                .isEqualTo("HERE");
        assertThat(directory.hasFirstPassword(company.administrator().id())).isFalse();
    }

    @Test
    void aTokenIsAWayInOfItsOwn() {
        var user = directory.getUser(id);
        assertThat(company.client(user).get("/customers").status()).isEqualTo(200);
    }

    private Browser signedIn(String password) {
        var browser = new Browser(company);
        assertThat(browser.signIn(name, password).status()).isEqualTo(200);
        return browser;
    }

    private static String change(String current, String password) {
        return "{\"current\":\"%s\",\"password\":\"%s\"}".formatted(current, password);
    }
}
