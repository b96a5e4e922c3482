package io.kedang.matrix;

import io.kedang.house.Operation;
import io.kedang.matrix.Http.Request;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// The scanners `sqlmap` and `wapiti`, as Debian has them, against a server of this machine.
final class Scanner {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MINUTES = 20;

    /// What `sqlmap` tries stands before this.
    private static final String MARK = "*";

    /// Modules that ask a server on the internet for what came of their requests, or fetch their
    /// lists from there.
    private static final String MODULES =
            "common,backup,crlf,csrf,htaccess,methods,shellshock,-ssrf,-wapp";

    /// What isn't so on a server of this machine, which needs no encryption, and a header that
    /// browsers have given up.
    private static final Set<String> NOT_HERE =
            Set.of("Strict-Transport-Security is not set", "X-XSS-Protection is not set");

    private final Path folder;

    /// @param folder for what the scanners keep
    Scanner(Path folder) {
        this.folder = folder;
    }

    static boolean isInstalled() {
        return List.of("sqlmap", "wapiti").stream().allMatch(Scanner::isOnPath);
    }

    private static boolean isOnPath(String program) {
        return List.of(System.getenv("PATH").split(File.pathSeparator)).stream()
                .anyMatch(each -> Files.isExecutable(Path.of(each, program)));
    }

    /// Tries every id, parameter and text of a request for injection into statements.
    ///
    /// @return what it has found; empty for nothing
    String inject(Http who, Operation operation, Request request, int level) {
        var target = address(who, marked(request.path())) + query(operation, MARK);
        boolean json = request.body().startsWith("{");
        var body = json ? marked(JSON.readTree(request.body())).toString() : request.body();
        if (!(target + body).contains(MARK)) {
            return "";
        }
        var words =
                new ArrayList<>(
                        List.of(
                                "sqlmap",
                                "-u",
                                target,
                                "--method",
                                request.method(),
                                "--batch",
                                "--flush-session",
                                "--dbms=PostgreSQL",
                                "--level=" + level,
                                "--risk=2",
                                "--ignore-code=*",
                                "--disable-coloring",
                                "--output-dir=" + folder.resolve("sqlmap")));
        headers(who, request)
                .forEach((name, value) -> words.addAll(List.of("-H", name + ": " + value)));
        if (!body.isEmpty()) {
            words.addAll(List.of("--data", body));
        }
        var said = run(words);
        if (said.contains("all tested parameters do not appear to be injectable")) {
            return "";
        }
        return said.lines()
                .filter(line -> line.contains("injectable") || line.contains("CRITICAL"))
                .collect(Collectors.joining("\n", "sqlmap: ", "\n" + tail(said)));
    }

    /// Tries these pages and whatever they link to for holes of the web.
    List<String> attack(Http who, List<String> addresses) {
        var report = folder.resolve("wapiti.json");
        var words =
                new ArrayList<>(
                        List.of(
                                "wapiti",
                                "-u",
                                address(who, "").replace("/api/v1", "/"),
                                "--flush-session",
                                "--scope",
                                "domain",
                                "-m",
                                MODULES,
                                "-f",
                                "json",
                                "-o",
                                report.toString()));
        who.identity().forEach((name, value) -> words.addAll(List.of("-H", name + ": " + value)));
        addresses.forEach(each -> words.addAll(List.of("-s", each)));
        var said = run(words);
        try {
            return found(JSON.readTree(Files.readString(report)));
        } catch (IOException e) {
            throw new UncheckedIOException(tail(said), e);
        }
    }

    private static List<String> found(JsonNode report) {
        var found = new ArrayList<String>();
        for (var kind : List.of("/vulnerabilities", "/anomalies")) {
            report.at(kind)
                    .forEachEntry(
                            (name, holes) ->
                                    holes.forEach(
                                            hole -> {
                                                var what = hole.at("/info").asString("");
                                                if (!NOT_HERE.contains(what)) {
                                                    found.add(
                                                            "wapiti: %s at %s: %s"
                                                                    .formatted(
                                                                            name,
                                                                            hole.at("/path")
                                                                                    .asString(""),
                                                                            what));
                                                }
                                            }));
        }
        return found;
    }

    /// Where the operation is called, with every parameter that the contract knows.
    static String address(Http who, Operation operation, Request request) {
        return address(who, request.path()) + query(operation, "");
    }

    private static String address(Http who, String path) {
        int query = path.indexOf('?');
        return "http://127.0.0.1:"
                + who.port()
                + "/api/v1"
                + (query < 0 ? path : path.substring(0, query));
    }

    private static String query(Operation operation, String mark) {
        var query =
                operation.parameters().stream()
                        .filter(each -> each.in().equals("query"))
                        .map(each -> each.name() + "=" + sample(each) + mark)
                        .collect(Collectors.joining("&"));
        return query.isEmpty() ? "" : "?" + query;
    }

    private static String sample(Operation.Parameter parameter) {
        var value =
                switch (parameter.name()) {
                    case "filter" -> "{\"field\":\"name\",\"op\":\"contains\",\"value\":\"gs\"}";
                    case "sort" -> "-updatedAt";
                    case "columns" -> "name,grade";
                    default -> sample(parameter.schema());
                };
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static String sample(JsonNode schema) {
        if (schema.at("/enum").isArray()) {
            return schema.at("/enum/0").asString();
        }
        return switch (schema.at("/type").asString("")) {
            case "integer" -> "5";
            case "boolean" -> "true";
            default -> "gs";
        };
    }

    private static String marked(String path) {
        return path.replaceAll("([0-9a-f]{8}-[0-9a-f-]{27})", "$1" + MARK);
    }

    /// Every text of a body with the mark behind it.
    private static JsonNode marked(JsonNode node) {
        if (node.isString()) {
            return StringNode.valueOf(node.asString() + MARK);
        }
        if (node.isObject()) {
            var copy = JSON.createObjectNode();
            node.forEachEntry((name, value) -> copy.set(name, marked(value)));
            return copy;
        }
        if (node.isArray()) {
            var copy = JSON.createArrayNode();
            node.forEach(value -> copy.add(marked(value)));
            return copy;
        }
        return node;
    }

    private static Map<String, String> headers(Http who, Request request) {
        var headers = new java.util.TreeMap<>(who.identity());
        headers.putAll(request.headers());
        return headers;
    }

    private String run(List<String> words) {
        var log = folder.resolve("log");
        try {
            var process =
                    new ProcessBuilder(words)
                            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start();
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                return "not finished after " + MINUTES + " minutes: " + words;
            }
            return Files.readString(log, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String tail(String said) {
        var lines = said.lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 12), lines.size()));
    }
}
