package io.kedang.access.signin.outside;

import static io.kedang.access.signin.outside.OutsideTest.body;
import static io.kedang.access.signin.outside.OutsideTest.change;
import static io.kedang.access.signin.outside.OutsideTest.json;
import static io.kedang.access.signin.outside.TestDirectory.BASE;
import static io.kedang.access.signin.outside.TestDirectory.SERVICE;
import static io.kedang.access.signin.outside.TestDirectory.SERVICE_PASSWORD;

import io.kedang.KedangTest;
import io.kedang.TestClient.Answer;
import io.kedang.TestCompany;
import io.kedang.access.Directory;
import io.kedang.access.Scope;
import io.kedang.access.signin.Browser;
import io.kedang.kernel.NewId;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// A test that signs in with passwords of a real directory, in a process of its own, through a
/// connection that is made anew for each.
@KedangTest
@TestInstance(Lifecycle.PER_CLASS)
abstract class AtDirectory {
    static final String NAME = "ldap-bob";
    static final String PEOPLE =
            TestDirectory.person(NAME, "Bob")
                    + TestDirectory.person("ldap-off", "Off", "userAccountControl: 514")
                    + TestDirectory.person("ldap-on", "On", "userAccountControl: 512")
                    + TestDirectory.person(
                            "ldap-new", "New", "memberOf: cn=leads,ou=groups," + BASE)
                    + TestDirectory.person("admin", "Admin there")
                    + TestDirectory.person("twice", "Twice")
                    + TestDirectory.person("ldap-star*", "Star")
                    + TestDirectory.within(TestDirectory.group("leads", "ldap-new"), "all-leads")
                    + TestDirectory.group("others", NAME, "ldap-off")
                    + TestDirectory.within(
                            TestDirectory.groupOfGroups("all-leads", "leads", "round"), "house")
                    + TestDirectory.within(
                            TestDirectory.groupOfGroups("house", "all-leads"), "round")
                    + TestDirectory.within(
                            TestDirectory.groupOfGroups("round", "house"), "all-leads");

    @Autowired TestCompany company;
    @Autowired Directory directory;
    @Autowired JdbcClient db;

    UUID connection;
    TestDirectory server;
    Browser administrator;

    @BeforeAll
    void aDirectory() throws Exception {
        Assumptions.assumeTrue(
                TestDirectory.program().isPresent(),
                "slapd is not installed; ./kedang test installs it where it may");
        var folder = Files.createTempDirectory("kedang-directory");
        server = TestDirectory.start(folder, "localhost", PEOPLE);
    }

    @AfterAll
    void stops() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void aConnection() {
        company.user(NAME, "employee", "销售一部", Scope.OWN);
        company.user("ldap-off", "employee", "销售一部", Scope.OWN);
        company.user("ldap-on", "employee", "销售一部", Scope.OWN);
        administrator = Browser.of(company, "admin");
        connection = NewId.next();
        OutsideTest.create(administrator, connection, wanted(Map.of()));
    }

    @AfterEach
    void isRemoved() {
        OutsideTest.remove(company, connection);
        db.sql("delete from outside_account").update();
        db.sql("delete from sign_in_attempt").update();
    }

    Map<String, Object> wanted(Map<String, Object> more) {
        return body("公司目录", "LDAP", settings(more), OutsideTest.NOBODY_NEW, SERVICE_PASSWORD);
    }

    Map<String, Object> settings(Map<String, Object> more) {
        var ldap = new HashMap<String, Object>();
        ldap.put("servers", List.of("ldaps://localhost:" + server.encryptedPort));
        ldap.put("startTls", false);
        ldap.put("serviceDn", SERVICE);
        ldap.put("base", "ou=people," + BASE);
        ldap.put("filter", "(objectClass=inetOrgPerson)");
        ldap.put("usernameAttribute", "uid");
        ldap.put("subjectAttribute", "entryUUID");
        ldap.put("displayNameAttribute", "cn");
        ldap.put("groupsAttribute", "memberOf");
        ldap.put("nestedGroups", false);
        ldap.put("certificates", server.certificate);
        ldap.putAll(more);
        return Map.of("ldap", ldap);
    }

    void reconnect(Map<String, Object> more) {
        change(administrator, connection, Map.of("settings", settings(more)));
    }

    Answer signIn(Browser browser, String username, String password) {
        return browser.post(
                "/sign-in/" + connection + "/password",
                json(Map.of("username", username, "password", password)));
    }
}
