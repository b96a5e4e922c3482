package io.kedang.bench;

import java.util.Locale;
import java.util.Map;

/// The lines of a run: what was measured, what it shall be, and how far apart they are.
final class Figures {
    private int missed;

    /// A figure that shall not be larger.
    void atMost(String name, double figure, String unit, double goal) {
        line(name, figure, unit, "≤", goal, figure <= goal);
    }

    void atLeast(String name, double figure, String unit, double goal) {
        line(name, figure, unit, "≥", goal, figure >= goal);
    }

    /// A figure without a goal, to read the others by.
    void plain(String name, double figure, String unit) {
        System.out.printf(Locale.ROOT, "  %-58s %10.2f %s%n", name, figure, unit);
    }

    /// Of each figure by name, how many times it is the first.
    void growth(Map<String, Double> first, Map<String, Double> last) {
        heading("times the first");
        first.forEach((name, figure) -> plain(name, last.getOrDefault(name, 0.0) / figure, "x"));
    }

    void heading(String text) {
        System.out.println(text);
    }

    boolean allMet() {
        return missed == 0;
    }

    private void line(
            String name, double figure, String unit, String sense, double goal, boolean met) {
        missed += met ? 0 : 1;
        System.out.printf(
                Locale.ROOT,
                "%s %-58s %10.2f %-8s goal %s %-8.2f ratio %.2f%n",
                met ? "✓" : "✗",
                name,
                figure,
                unit,
                sense,
                goal,
                figure / goal);
    }
}
