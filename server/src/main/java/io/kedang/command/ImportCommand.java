package io.kedang.command;

import io.kedang.kernel.Refusal;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// `kedang import FILE --kind K`: the import of the page as a command, through the server of the
/// data folder, which checks every row as it goes. Without `--user` the import is the
/// administrator's. Exit code 0 when every row is in, 3 when some were refused, 2 when nothing was
/// done.
final class ImportCommand implements Command {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int SOME_REFUSED = 3;
    private static final int NOTHING_DONE = 2;
    private static final Map<String, String> SHAPE =
            Map.of("encoding", "encoding", "separator", "separator", "sheet", "sheet");

    @Override
    public String name() {
        return "import";
    }

    @Override
    public Set<String> options() {
        return Set.of(
                "kind=",
                "mapping=",
                "dry-run",
                "on-duplicate=",
                "create-customers",
                "currency=",
                "errors=",
                "encoding=",
                "separator=",
                "sheet=",
                "header=",
                "json",
                "user=");
    }

    @Override
    public boolean takesWords() {
        return true;
    }

    @Override
    public int run(Arguments arguments, Console console) {
        if (arguments.words().size() != 1 || !arguments.has("kind")) {
            throw new Refusal(CommandProblem.USAGE, Console.text("command.import.usage"));
        }
        var file = Path.of(arguments.words().getFirst());
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new Refusal(CommandProblem.NO_SUCH_FILE, file.toString());
        }
        var user = arguments.find("user").orElse(LocalServer.OPERATOR);
        try (var server = LocalServer.open(Settings.of(arguments), console)) {
            var owner = server.send("GET", "/session", user, (Object) null);
            console.say(Console.text("command.import.as", owner.at("/user/username").asString("")));
            var path = "/imports/" + bring(server, user, file, arguments);
            server.send("PATCH", path, user, plan(arguments));
            var what = arguments.has("dry-run") ? "/check" : "/run";
            var job = start(server, user, path + what);
            JobEnd.await(server, user, job, console);
            var outcome = server.send("GET", path, user, (Object) null).path("counts");
            arguments
                    .find("errors")
                    .ifPresent(
                            errors ->
                                    server.download(path + "/errors.xlsx", user, Path.of(errors)));
            report(arguments, console, outcome, job);
            return exitCode(outcome);
        }
    }

    private static int exitCode(JsonNode counts) {
        if (counts.path("wrong").asLong() + counts.path("suspected").asLong() == 0) {
            return 0;
        }
        boolean any =
                counts.path("new").asLong()
                                + counts.path("updated").asLong()
                                + counts.path("skipped").asLong()
                        > 0;
        return any ? SOME_REFUSED : NOTHING_DONE;
    }

    private static void report(Arguments arguments, Console console, JsonNode counts, UUID job) {
        if (arguments.has("json")) {
            var line = (ObjectNode) counts.deepCopy();
            console.print(JSON.writeValueAsString(line.put("job", job.toString())));
        } else {
            console.print(
                    Console.text(
                            "command.import.counts",
                            counts.path("rows").asString(),
                            counts.path("new").asString(),
                            counts.path("updated").asString(),
                            counts.path("skipped").asString(),
                            counts.path("wrong").asString(),
                            counts.path("suspected").asString()));
        }
    }

    /// The plan as the mapping file has it, with what the line says on top.
    private static ObjectNode plan(Arguments arguments) {
        try {
            var plan =
                    arguments.has("mapping")
                            ? (ObjectNode)
                                    JSON.readTree(
                                            Files.readString(
                                                    Path.of(
                                                            arguments
                                                                    .find("mapping")
                                                                    .orElseThrow())))
                            : JSON.createObjectNode();
            var shape = JSON.createObjectNode();
            SHAPE.forEach(
                    (option, member) ->
                            arguments.find(option).ifPresent(value -> shape.put(member, value)));
            arguments
                    .find("header")
                    .ifPresent(rows -> shape.put("headerRows", Integer.parseInt(rows)));
            if (!shape.isEmpty()) {
                plan.set("shape", shape);
            }
            var settings =
                    plan.path("settings") instanceof ObjectNode known
                            ? known
                            : JSON.createObjectNode();
            if (arguments.has("create-customers")) {
                settings.put("missingCustomers", "CREATE");
            }
            arguments.find("currency").ifPresent(code -> settings.put("currency", code));
            if (!settings.isEmpty()) {
                plan.set("settings", settings);
            }
            arguments
                    .find("on-duplicate")
                    .ifPresent(policy -> plan.put("onDuplicate", policy.toUpperCase(Locale.ROOT)));
            return plan;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String kind(Arguments arguments) {
        return arguments.find("kind").orElseThrow().toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static String bring(LocalServer server, String user, Path file, Arguments arguments) {
        var boundary = "kedang-" + UUID.randomUUID();
        var body = multipart(boundary, file);
        return server.send(
                        "POST",
                        "/imports?kind=" + kind(arguments),
                        user,
                        body,
                        "multipart/form-data; boundary=" + boundary)
                .path("id")
                .asString();
    }

    private static BodyPublisher multipart(String boundary, Path file) {
        var head = new ByteArrayOutputStream();
        var name = file.getFileName().toString().replace("\"", "%22");
        head.writeBytes(
                ("--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n"
                                + "Content-Type: application/octet-stream\r\n\r\n")
                        .formatted(boundary, name)
                        .getBytes(StandardCharsets.UTF_8));
        try {
            return BodyPublishers.concat(
                    BodyPublishers.ofByteArray(head.toByteArray()),
                    BodyPublishers.ofFile(file),
                    BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static UUID start(LocalServer server, String user, String path) {
        return UUID.fromString(
                server.send("POST", path, user, (Object) null).path("job").asString());
    }
}
