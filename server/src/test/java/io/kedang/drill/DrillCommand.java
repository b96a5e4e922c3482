package io.kedang.drill;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// `./kedang drill [--kills 50] [--rows 20000] [--seed N] --data DIR`: the full form. Exit code 1
/// when something was lost, or when the control lost nothing.
final class DrillCommand {
    private static final int MOST_CONTROLS = 10;

    private DrillCommand() {}

    public static void main(String[] words) throws Exception {
        var arguments = Arrays.asList(words);
        var data = Path.of(option(arguments, "--data", "")).toAbsolutePath();
        if (Files.exists(data.resolve("postgres/18"))) {
            System.err.println("✗ " + data + " holds a company; a drill needs a folder of its own");
            System.exit(2);
        }
        long seed = Long.parseLong(option(arguments, "--seed", "" + System.nanoTime()));
        int kills = Integer.parseInt(option(arguments, "--kills", "50"));
        int rows = Integer.parseInt(option(arguments, "--rows", "20000"));
        System.out.printf("drill: --seed %d --kills %d --rows %d%n", seed, kills, rows);
        System.exit(isPassed(data, seed, kills, rows) ? 0 : 1);
    }

    private static boolean isPassed(Path data, long seed, int kills, int rows) throws Exception {
        try (var drill = new Drill(data, seed, rows, System.out::println)) {
            var findings = drill.run(kills);
            System.out.println(drill.summary());
            findings.forEach(finding -> System.out.println("✗ " + finding));
            int control = drill.killsUntilLossIsFound(MOST_CONTROLS);
            System.out.println(
                    control == 0
                            ? "✗ the control lost nothing: this drill proves nothing"
                            : "✓ the control (synchronous_commit=off) was caught at kill "
                                    + control);
            return findings.isEmpty() && control > 0;
        }
    }

    private static String option(List<String> words, String name, String fallback) {
        int at = words.lastIndexOf(name);
        return at < 0 ? fallback : words.get(at + 1);
    }
}
