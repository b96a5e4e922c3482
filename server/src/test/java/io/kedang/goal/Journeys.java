package io.kedang.goal;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The tests of a goal that need a browser: journeys of Playwright that bear its tag (`@s4`). They
/// get form, seed and count by the environment, and tell figures by annotations.
final class Journeys {
    private static final Path FOLDER = Path.of("../e2e");
    private static final Pattern TAG = Pattern.compile("tag: '@([a-z0-9-]+)'");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Journeys() {}

    /// @param error empty when it passed
    record Outcome(String name, String error) {}

    record Run(List<Outcome> outcomes, Map<String, String> figures) {}

    /// The goals that have journeys.
    static TreeSet<String> goals() throws IOException {
        var goals = new TreeSet<String>();
        try (Stream<Path> files = Files.list(FOLDER.resolve("journeys"))) {
            for (var file : files.filter(each -> each.toString().endsWith(".ts")).toList()) {
                TAG.matcher(Files.readString(file))
                        .results()
                        .map((MatchResult found) -> found.group(1))
                        .forEach(goals::add);
            }
        }
        return goals;
    }

    static Run run(String goal, String seed, String count)
            throws IOException, InterruptedException {
        var result = Files.createTempFile("kedang-goal-", ".json");
        var process =
                new ProcessBuilder(
                                "sh",
                                "-c",
                                "exec npx playwright test --reporter=list,json --grep \"$0\" 1>&2",
                                "@" + goal + "(\\s|$)")
                        .directory(FOLDER.toFile())
                        .inheritIO();
        process.environment().put("KEDANG_GOAL_FULL", "true");
        process.environment().put("KEDANG_GOAL_SEED", seed);
        process.environment().put("PLAYWRIGHT_JSON_OUTPUT_FILE", result.toString());
        if (!count.isEmpty()) {
            process.environment().put("KEDANG_GOAL_COUNT", count);
        }
        int code = process.start().waitFor();
        var run = new Run(new ArrayList<>(), new LinkedHashMap<>());
        if (Files.size(result) > 0) {
            collect(JSON.readTree(result.toFile()), run);
        }
        Files.delete(result);
        if (code != 0 && run.outcomes().stream().allMatch(each -> each.error().isEmpty())) {
            run.outcomes().add(new Outcome("playwright", "ended with " + code));
        }
        return run;
    }

    private static void collect(JsonNode suite, Run run) {
        suite.path("suites").forEach(each -> collect(each, run));
        for (var spec : suite.path("specs")) {
            for (var test : spec.path("tests")) {
                boolean passed = test.path("status").asString("").equals("expected");
                var error =
                        test.path("results")
                                .path(0)
                                .path("error")
                                .path("message")
                                .asString(test.path("status").asString("not run"));
                run.outcomes()
                        .add(new Outcome(spec.path("title").asString(""), passed ? "" : error));
                for (var note : test.path("annotations")) {
                    run.figures()
                            .put(
                                    note.path("type").asString(""),
                                    note.path("description").asString(""));
                }
            }
        }
    }
}
