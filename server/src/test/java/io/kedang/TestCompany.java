package io.kedang;

import io.kedang.access.Company;
import io.kedang.access.CurrentUser;
import io.kedang.access.Departments;
import io.kedang.access.Directory;
import io.kedang.access.Scope;
import io.kedang.access.User;
import io.kedang.access.Users;
import io.kedang.access.signin.Tokens;
import io.kedang.kernel.NewId;
import io.kedang.operation.Setup;

import org.springframework.boot.test.context.TestComponent;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;

/// 大华贸易, the company that tests work in: set up once a database, with people made on demand.
@TestComponent
@Lazy
public class TestCompany {
    public static final String PASSWORD = "correct horse battery";

    private final Setup setup;
    private final Users users;
    private final Departments departments;
    private final Directory directory;
    private final Tokens tokens;
    private final ConcurrentHashMap<String, TestClient> clients = new ConcurrentHashMap<>();

    @LocalServerPort private int port;

    TestCompany(
            Setup setup,
            Users users,
            Departments departments,
            Directory directory,
            Tokens tokens,
            JdbcClient db) {
        this.setup = setup;
        this.users = users;
        this.departments = departments;
        this.directory = directory;
        this.tokens = tokens;
        if (setup.isNeeded()) {
            setup.setUp(
                    new Company("大华贸易", "Asia/Shanghai"),
                    new Setup.Administrator("admin", "系统管理员", PASSWORD),
                    List.of(
                            new Setup.NewDepartment("sales", "销售部", null),
                            new Setup.NewDepartment("sales1", "销售一部", "sales"),
                            new Setup.NewDepartment("sales2", "销售二部", "sales"),
                            new Setup.NewDepartment("service", "客户服务部", null)),
                    List.of(),
                    Locale.SIMPLIFIED_CHINESE);
            liftExportLimits(db);
        }
    }

    /// Tests export more than anybody does in a day.
    private static void liftExportLimits(JdbcClient db) {
        db.sql("update role set rows_unapproved = null, rows_per_day = null, rows_at_once = null")
                .update();
        db.sql("update access_epoch set epoch = epoch + 1").update();
    }

    public int port() {
        return port;
    }

    public User administrator() {
        return directory.findUser("admin").orElseThrow();
    }

    /// A new user in one of the departments, by role code, with [#PASSWORD] as his own password.
    public User user(String name, String role, String department, Scope scope) {
        var known = directory.findUser(name);
        if (known.isPresent()) {
            return known.get();
        }
        var user =
                as(
                        administrator(),
                        () ->
                                users.create(
                                        NewId.next(),
                                        name,
                                        name,
                                        null,
                                        directory.findDepartment(department).orElseThrow().id(),
                                        directory.findRole(role).orElseThrow().id(),
                                        scope));
        as(
                user,
                () -> {
                    users.setPassword(user.id(), PASSWORD);
                    return null;
                });
        return directory.getUser(user.id());
    }

    /// Calls the API with a token of this user.
    public TestClient client(User user) {
        return clients.computeIfAbsent(
                user.username(),
                name ->
                        new TestClient(
                                port,
                                as(
                                        user,
                                        () ->
                                                tokens.create(
                                                        NewId.next(),
                                                        user.id(),
                                                        "test",
                                                        null,
                                                        null))));
    }

    /// Somebody who is not signed in.
    public TestClient stranger() {
        return new TestClient(port, null);
    }

    public <T> T as(User user, Callable<T> work) {
        try {
            var known = directory.findUser(user.id()).orElse(user);
            return ScopedValue.where(CurrentUser.CURRENT, directory.currentUser(known, null))
                    .call(work::call);
        } catch (Exception e) {
            throw e instanceof RuntimeException runtime ? runtime : new IllegalStateException(e);
        }
    }

    public UUID department(String name) {
        return directory.findDepartment(name).orElseThrow().id();
    }
}
