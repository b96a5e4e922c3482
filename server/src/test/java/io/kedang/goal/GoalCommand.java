package io.kedang.goal;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;
import static org.junit.platform.launcher.TagFilter.includeTags;
import static org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder.request;

import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherFactory;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/// `./kedang goal NAME [--seed N] [--count N] [--verbose]`: runs every test that bears the tag of a
/// goal in its full form, and the [Journeys] that do. One line of JSON says how it ended; exit code
/// 1 when the goal is missed, 2 when there is no such goal. Without a name it lists the goals.
///
/// A goal is nothing but a tag on tests, so its short form is what the suite runs, and a figure of
/// it is what they publish with JUnit's `TestReporter`.
final class GoalCommand {
    /// The goal whose tests all work by 商用密码.
    private static final String SM_SUITE = "c-l";

    private GoalCommand() {}

    public static void main(String[] words) throws IOException, InterruptedException {
        var arguments = Arrays.asList(words);
        var goal = arguments.isEmpty() ? "" : arguments.getFirst().toLowerCase(Locale.ROOT);
        if (goal.isEmpty() || goal.startsWith("--")) {
            goals().forEach(System.out::println);
            System.exit(goal.isEmpty() ? 0 : 2);
        }
        System.setProperty("goal.full", "true");
        var seed = option(arguments, "--seed", Long.toString(System.nanoTime() & 0xffff_ffffL));
        System.setProperty("goal.seed", seed);
        var count = option(arguments, "--count", "");
        if (!count.isEmpty()) {
            System.setProperty("goal.count", count);
        }
        if (goal.equals(SM_SUITE)) {
            System.setProperty("kedang.crypto.suite", "sm");
        }
        System.exit(run(goal, seed, count, arguments.contains("--verbose")));
    }

    private static int run(String goal, String seed, String count, boolean verbose)
            throws IOException, InterruptedException {
        System.err.printf("goal %s --seed %s%n", goal, seed);
        var answer = System.out;
        if (!verbose) {
            System.setOut(new PrintStream(OutputStream.nullOutputStream()));
        }
        var report = new GoalReport(goal, seed);
        LauncherFactory.create()
                .execute(
                        request()
                                .selectors(selectPackage("io.kedang"))
                                .filters(includeTags(goal))
                                .build(),
                        report);
        if (Journeys.goals().contains(goal)) {
            report.add(Journeys.run(goal, seed, count));
        }
        if (report.isEmpty()) {
            System.err.printf("✗ no goal is named %s; there are %s%n", goal, goals());
            return 2;
        }
        report.failures().forEach(System.err::println);
        answer.println(report.json());
        answer.flush();
        return report.isMet() ? 0 : 1;
    }

    /// The tags in use.
    private static TreeSet<String> goals() throws IOException {
        var plan =
                LauncherFactory.create()
                        .discover(request().selectors(selectPackage("io.kedang")).build());
        var goals = new TreeSet<String>();
        collect(plan, List.copyOf(plan.getRoots()), goals);
        goals.addAll(Journeys.goals());
        return goals;
    }

    private static void collect(TestPlan plan, List<TestIdentifier> tests, TreeSet<String> goals) {
        for (var test : tests) {
            test.getTags().forEach(tag -> goals.add(tag.getName()));
            collect(plan, List.copyOf(plan.getChildren(test)), goals);
        }
    }

    private static String option(List<String> words, String name, String fallback) {
        int at = words.lastIndexOf(name);
        return at < 0 || at + 1 == words.size() ? fallback : words.get(at + 1);
    }
}
