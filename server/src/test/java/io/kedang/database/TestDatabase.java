package io.kedang.database;

import org.flywaydb.core.Flyway;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// A migrated database of its own for a test class, on one real server a run.
///
/// Without Spring: `TestDatabase.fresh().application()`. With Spring:
/// `@ContextConfiguration(initializers = TestDatabase.ForSpring.class)`.
public record TestDatabase(DatabaseAccess owner, DatabaseAccess application) {
    private static final String TEMPLATE = "test_template";
    private static final AtomicInteger COUNT = new AtomicInteger();

    /// Points a Spring context to a fresh database and a fresh data folder.
    public static final class ForSpring
            implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        @Override
        public void initialize(ConfigurableApplicationContext context) {
            var database = fresh();
            var folder = target().resolve("test-data-" + ProcessHandle.current().pid());
            var data = DataFolder.open(folder.resolve(Integer.toString(COUNT.get())));
            afterAllContexts(data::close);
            context.getBeanFactory().registerSingleton("dataFolder", data);
            TestPropertyValues.of(
                            "spring.datasource.url=" + database.application().url(),
                            "spring.datasource.username=" + database.application().user(),
                            "spring.datasource.password=" + database.application().password(),
                            "spring.datasource.hikari.maximum-pool-size=8",
                            "spring.datasource.hikari.leak-detection-threshold=20000",
                            "spring.datasource.hikari.minimum-idle=0",
                            "spring.datasource.hikari.idle-timeout=10000",
                            "spring.flyway.url=" + database.owner().url(),
                            "spring.flyway.user=" + database.owner().user(),
                            "spring.flyway.password=" + database.owner().password(),
                            "kedang.data=" + data.root())
                    .applyTo(context);
            liftLimits(context);
        }

        /// Tests are faster than anybody; those of the limits set them.
        private static void liftLimits(ConfigurableApplicationContext context) {
            for (var limit : List.of("kedang.requests.per-second", "kedang.requests.at-once")) {
                if (!context.getEnvironment().containsProperty(limit)) {
                    TestPropertyValues.of(limit + "=0").applyTo(context);
                }
            }
        }
    }

    public static TestDatabase fresh() {
        var name = "test_" + COUNT.incrementAndGet();
        create(Holder.SERVER, name, TEMPLATE);
        return of(Holder.SERVER, name);
    }

    private static TestDatabase of(EmbeddedPostgres server, String name) {
        var owner = server.owner();
        var application = server.application();
        return new TestDatabase(
                server.access(name, owner.user(), owner.password()),
                server.access(name, application.user(), application.password()));
    }

    /// The server starts with the first database that is asked for and ends with the JVM.
    private static final class Holder {
        static final EmbeddedPostgres SERVER = start();
    }

    private static EmbeddedPostgres start() {
        var folder = DataFolder.open(target().resolve("test-database"));
        var server = EmbeddedPostgres.start(folder, System.out::println);
        afterAllContexts(
                () -> {
                    server.close();
                    folder.close();
                });
        dropAll(server);
        create(server, TEMPLATE, Roles.DATABASE);
        var owner = of(server, TEMPLATE).owner();
        Flyway.configure()
                .dataSource(owner.url(), owner.user(), owner.password())
                .failOnMissingLocations(false)
                .load()
                .migrate();
        return server;
    }

    private static void create(EmbeddedPostgres server, String name, String template) {
        try (var connection = server.administrator().connect()) {
            Roles.createDatabase(connection, name, template);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// What the last run left; it stays after a run so that somebody can look into it.
    private static void dropAll(EmbeddedPostgres server) {
        try (var connection = server.administrator().connect()) {
            for (var name : names(connection)) {
                try (var statement = connection.createStatement()) {
                    statement.execute("drop database " + name + " with (force)");
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Iterable<String> names(Connection connection) throws SQLException {
        var names = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "select datname from pg_database where datname like 'test\\_%'")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    /// A context that is closing still speaks to its database.
    private static void afterAllContexts(Runnable close) {
        SpringApplication.getShutdownHandlers().add(close);
    }

    private static Path target() {
        return Path.of("target").toAbsolutePath();
    }
}
