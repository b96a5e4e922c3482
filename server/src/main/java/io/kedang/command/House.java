package io.kedang.command;

import io.kedang.KedangApplication;
import io.kedang.database.DataFolder;
import io.kedang.database.DatabaseAccess;
import io.kedang.database.EmbeddedPostgres;
import io.kedang.database.ExternalPostgres;
import io.kedang.kernel.Refusal;

import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.web.context.support.StandardServletEnvironment;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// Data folder, database and application of this process: opened in this order, closed in the other
/// one, also when the process is told to end.
final class House implements AutoCloseable {
    private static final Set<String> DATABASE_PROPERTIES =
            Set.of(
                    "spring.datasource.url",
                    "spring.datasource.username",
                    "spring.datasource.password",
                    "spring.flyway.url",
                    "spring.flyway.user",
                    "spring.flyway.password");

    private final Settings settings;
    private final Console console;
    private final DataFolder folder;
    private final Thread whenToldToEnd = new Thread(this::end, "close-the-house");
    private @Nullable EmbeddedPostgres postgres;
    private volatile @Nullable ConfigurableApplicationContext application;
    private volatile boolean toldToEnd;

    private House(Settings settings, Console console) {
        this.settings = settings;
        this.console = console;
        folder = DataFolder.open(settings.data());
        folder.keys();
        Runtime.getRuntime().addShutdownHook(whenToldToEnd);
    }

    /// Takes the data folder for this process; nothing is started yet.
    static House lock(Settings settings, Console console) {
        return new House(settings, console);
    }

    /// Starts the database, and meanwhile the application. With `NONE` nothing listens, and only
    /// the doors are used.
    ConfigurableApplicationContext start(WebApplicationType web) {
        var started = System.nanoTime();
        var database = new CompletableFuture<Map<String, Object>>();
        Thread.ofPlatform().daemon().name("open-database").start(() -> open(database));
        try {
            var context = application(web, database).run();
            application = context;
            console.done(Console.text("command.run.application"), since(started));
            return context;
        } catch (RuntimeException e) {
            throw database.isCompletedExceptionally() ? causeOf(database) : explained(e);
        }
    }

    /// A part of the application that refuses to start says why in one sentence, such as keys that
    /// do not fit; a database that another version of the program has changed is no fault of this
    /// one.
    private static RuntimeException explained(RuntimeException fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                return refusal;
            }
            if (cause instanceof FlywayException migration) {
                return new Refusal(
                        CommandProblem.SCHEMA_DIFFERS,
                        String.valueOf(migration.getMessage()).strip());
            }
        }
        return fault;
    }

    /// The port on which the application answers, from now on known to other commands.
    int announce(ConfigurableApplicationContext context) {
        var server = ((ServletWebServerApplicationContext) context).getWebServer();
        int port = server == null ? 0 : server.getPort();
        folder.announce(port, settings.transport().localAddress(port));
        return port;
    }

    /// Whether this process was told to end; what then goes wrong while starting is no fault.
    boolean isToldToEnd() {
        return toldToEnd;
    }

    @Override
    public void close() {
        var context = application;
        if (context != null) {
            context.close();
        }
        closeDatabase();
        folder.close();
        if (!toldToEnd) {
            Runtime.getRuntime().removeShutdownHook(whenToldToEnd);
        }
    }

    private void end() {
        toldToEnd = true;
        close();
    }

    private void open(CompletableFuture<Map<String, Object>> properties) {
        var started = System.nanoTime();
        try {
            var opened = openDatabase();
            console.done(Console.text("command.run.database"), since(started));
            properties.complete(opened);
        } catch (Throwable e) {
            properties.completeExceptionally(e);
        }
    }

    private synchronized Map<String, Object> openDatabase() {
        if (toldToEnd) {
            throw new CancellationException();
        }
        if (settings.isSet("database.url")) {
            return external();
        }
        postgres = EmbeddedPostgres.start(folder, line -> console.say("  " + line));
        return properties(postgres.owner(), postgres.application());
    }

    private synchronized void closeDatabase() {
        if (postgres != null) {
            postgres.close();
            postgres = null;
        }
    }

    private Map<String, Object> external() {
        var url = settings.get("database.url");
        var application =
                new DatabaseAccess(
                        url, settings.get("database.user"), settings.get("database.password"));
        var owner =
                settings.isSet("database.owner-user")
                        ? new DatabaseAccess(
                                url,
                                settings.get("database.owner-user"),
                                settings.get("database.owner-password"))
                        : application;
        var off = ExternalPostgres.check(application);
        if (!off.isEmpty()) {
            console.say("! " + Console.text("command.run.would-lose", String.join(", ", off)));
        }
        return properties(owner, application);
    }

    private static Map<String, Object> properties(
            DatabaseAccess owner, DatabaseAccess application) {
        return Map.of(
                "spring.datasource.url", application.url(),
                "spring.datasource.username", application.user(),
                "spring.datasource.password", application.password(),
                "spring.flyway.url", owner.url(),
                "spring.flyway.user", owner.user(),
                "spring.flyway.password", owner.password());
    }

    private Map<String, Object> properties() {
        var properties = new HashMap<String, Object>();
        settings.values().forEach((key, value) -> properties.put("kedang." + key, value.text()));
        properties.put("kedang.data", folder.root().toString());
        properties.put("server.address", settings.get("listen"));
        properties.put("server.port", settings.get("port"));
        properties.put("server.shutdown", "graceful");
        properties.put("spring.lifecycle.timeout-per-shutdown-phase", "2s");
        properties.putAll(logging(folder.logs()));
        return properties;
    }

    /// One event a line, as JSON: nothing that somebody sends begins a line of its own, or moves
    /// the terminal of whoever reads it.
    static Map<String, String> logging(Path folder) {
        return Map.of(
                "logging.file.name", folder.resolve("kedang.log").toString(),
                "logging.structured.format.file", "logstash",
                "logging.logback.rollingpolicy.max-file-size", "10MB",
                "logging.logback.rollingpolicy.max-history", "30",
                "logging.logback.rollingpolicy.total-size-cap", "200MB",
                "logging.threshold.console", "OFF");
    }

    private SpringApplication application(
            WebApplicationType web, CompletableFuture<Map<String, Object>> database) {
        ConfigurableEnvironment environment =
                web == WebApplicationType.NONE
                        ? new StandardEnvironment()
                        : new StandardServletEnvironment();
        var sources = environment.getPropertySources();
        sources.addFirst(new MapPropertySource("kedang", properties()));
        sources.addFirst(new LateProperties("database", DATABASE_PROPERTIES, database));
        var application = new SpringApplication(KedangApplication.class);
        application.setWebApplicationType(web);
        application.setEnvironment(environment);
        application.setBannerMode(Banner.Mode.OFF);
        application.setRegisterShutdownHook(false);
        return application;
    }

    private static RuntimeException causeOf(CompletableFuture<?> failed) {
        return failed.exceptionNow() instanceof RuntimeException cause
                ? cause
                : new CompletionException(failed.exceptionNow());
    }

    private static Duration since(long started) {
        return Duration.ofNanos(System.nanoTime() - started);
    }
}
