package io.kedang.kernel.sql;

/// Patterns for `like` in which what somebody typed stands for itself.
public final class Like {
    private Like() {}

    public static String containing(String text) {
        return "%" + escaped(text) + "%";
    }

    public static String startingWith(String text) {
        return escaped(text) + "%";
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }
}
