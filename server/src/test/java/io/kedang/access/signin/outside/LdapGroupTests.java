package io.kedang.access.signin.outside;

import static io.kedang.access.signin.outside.OutsideTest.admission;
import static io.kedang.access.signin.outside.OutsideTest.change;
import static io.kedang.access.signin.outside.TestDirectory.BASE;
import static io.kedang.access.signin.outside.TestDirectory.PASSWORD;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

import io.kedang.TestCompany;
import io.kedang.access.signin.Browser;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// What the groups of a directory are worth, and what happens while it is down.
class LdapGroupTests extends AtDirectory {
    @Test
    void accountsAreCreatedByTheirGroups() {
        var manager = directory.findRole("manager").orElseThrow().id();
        var roles =
                List.of(Map.of("group", "CN=Leads,ou=groups,dc=example,dc=cn", "roleId", manager));
        change(
                administrator,
                connection,
                Map.of("admission", admission(Map.of("creates", true, "roles", roles))));
        assertThat(signIn(new Browser(company), "twice", PASSWORD).code())
                .isEqualTo("outside.not-admitted");
        assertThat(signIn(new Browser(company), "ldap-new", PASSWORD).text("/user/username"))
                .isEqualTo("ldap-new");
        assertThat(directory.findUser("ldap-new").orElseThrow().roleId()).isEqualTo(manager);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void groupsOfGroupsCountWhereThatIsWanted(boolean named) {
        var manager = directory.findRole("manager").orElseThrow().id();
        var employee = directory.findRole("employee").orElseThrow().id();
        var roles = List.of(Map.of("group", "house", "roleId", manager));
        var wanted =
                Map.<String, Object>of(
                        "linking",
                        "USERNAME",
                        "roleId",
                        employee,
                        "creates",
                        true,
                        "roles",
                        roles,
                        "rolesFollow",
                        true);
        change(administrator, connection, Map.of("admission", admission(wanted)));
        var ldap = new HashMap<String, Object>();
        ldap.put("groupsAttribute", named ? "memberOf" : null);
        ldap.put("groupBase", named ? null : "ou=groups," + BASE);
        for (boolean nested : new boolean[] {false, true, false}) {
            ldap.put("nestedGroups", nested);
            reconnect(ldap);
            var arrived = signIn(new Browser(company), "ldap-new", PASSWORD);
            assertThat(arrived.status()).as(arrived.response().body()).isEqualTo(200);
            assertThat(directory.findUser("ldap-new").orElseThrow().roleId())
                    .isEqualTo(nested ? manager : employee);
        }
    }

    /// Roles follow the groups; whoever is in none of them has this one.
    private void follow(UUID otherwise, List<Map<String, Object>> roles) {
        var rules =
                Map.of(
                        "linking",
                        "USERNAME",
                        "roleId",
                        otherwise,
                        "roles",
                        roles,
                        "rolesFollow",
                        true);
        change(administrator, connection, Map.of("admission", admission(rules)));
    }

    @Test
    void groupsThatNameTheirMembersAreSearched() {
        var ldap = new HashMap<String, Object>();
        ldap.put("groupsAttribute", null);
        ldap.put("groupBase", "ou=groups," + BASE);
        reconnect(ldap);
        var manager = directory.findRole("manager").orElseThrow().id();
        var employee = directory.findRole("employee").orElseThrow().id();
        var roles = List.of(Map.<String, Object>of("group", "others", "roleId", manager));
        follow(employee, roles);
        signIn(new Browser(company), NAME, PASSWORD);
        assertThat(directory.findUser(NAME).orElseThrow().roleId()).isEqualTo(manager);
        follow(employee, List.of());
        signIn(new Browser(company), NAME, PASSWORD);
        assertThat(directory.findUser(NAME).orElseThrow().roleId()).isEqualTo(employee);
    }

    @Test
    void aDirectoryThatIsDownIsOneLineInTheLogAndShutsNobodyElseOut() {
        signIn(new Browser(company), NAME, PASSWORD);
        reconnect(Map.of("servers", List.of("ldaps://localhost:9", "ldaps://localhost:8")));
        var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        var log = new ListAppender<ILoggingEvent>();
        log.start();
        root.addAppender(log);
        try {
            var down = signIn(new Browser(company), NAME, PASSWORD);
            assertThat(down.status()).isEqualTo(503);
            assertThat(down.text("/detail")).contains("公司目录");
        } finally {
            root.detachAppender(log);
        }
        var said =
                log.list.stream()
                        .filter(each -> each.getLevel().isGreaterOrEqual(Level.WARN))
                        .toList();
        assertThat(said).hasSize(1);
        assertThat(said.getFirst().getThrowableProxy()).isNull();
        assertThat(said.getFirst().getFormattedMessage())
                .contains("outside.unreachable", "localhost:9", "localhost:8")
                .doesNotContain("\n");

        var local = Browser.of(company, "admin");
        var proof = "{\"password\":\"%s\"}".formatted(TestCompany.PASSWORD);
        assertThat(local.post("/session/proof", proof).status()).isEqualTo(204);
        var linked = Browser.of(company, NAME);
        assertThat(linked.post("/session/proof", proof).status()).isEqualTo(204);
        var asked = linked.post("/session/proof", "{\"password\":\"%s\"}".formatted(PASSWORD));
        assertThat(asked.code()).isEqualTo("outside.unreachable");
    }
}
