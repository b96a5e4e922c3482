package io.kedang.goal;

import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a run of a goal came to.
final class GoalReport implements TestExecutionListener {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String goal;
    private final String seed;
    private final long began = System.nanoTime();
    private final Map<String, String> figures = new LinkedHashMap<>();
    private final List<String> failures = new ArrayList<>();
    private int passed;

    GoalReport(String goal, String seed) {
        this.goal = goal;
        this.seed = seed;
    }

    @Override
    public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
        figures.putAll(entry.getKeyValuePairs());
    }

    /// Long runs are watched by people.
    @Override
    public void executionStarted(TestIdentifier test) {
        if (test.isTest()) {
            System.err.printf("· %s%n", test.getLegacyReportingName());
        }
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
            failures.add(
                    "✗ %s: %s"
                            .formatted(
                                    test.getLegacyReportingName(),
                                    result.getThrowable().map(Throwable::toString).orElse("")));
        } else if (test.isTest()) {
            passed++;
        }
    }

    /// A test that wasn't run shows nothing, so the goal isn't met by it.
    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        failures.add("✗ %s: not run, %s".formatted(test.getLegacyReportingName(), reason));
    }

    void add(Journeys.Run run) {
        figures.putAll(run.figures());
        for (var each : run.outcomes()) {
            if (each.error().isEmpty()) {
                passed++;
            } else {
                failures.add("✗ %s: %s".formatted(each.name(), each.error()));
            }
        }
    }

    boolean isEmpty() {
        return passed == 0 && failures.isEmpty();
    }

    boolean isMet() {
        return failures.isEmpty() && passed > 0;
    }

    List<String> failures() {
        return failures;
    }

    /// `{"goal":"s12","met":true,"seed":7,"passed":3,"failed":0,"seconds":12,…}` with the figures
    /// that its tests published.
    String json() {
        var line = new LinkedHashMap<String, Object>();
        line.put("goal", goal);
        line.put("met", isMet());
        line.put("seed", Long.parseLong(seed));
        line.put("passed", passed);
        line.put("failed", failures.size());
        line.put("seconds", (System.nanoTime() - began) / 1_000_000_000L);
        line.putAll(figures);
        return JSON.writeValueAsString(line);
    }
}
