package io.kedang.kernel.text;

import io.kedang.kernel.Parsed;

import java.util.Set;

/// 是 and 否 in the many ways in which tables write them.
public final class YesNo {
    private static final Set<String> YES =
            Set.of("是", "有", "对", "真", "√", "✓", "✔", "☑", "y", "yes", "t", "true", "1", "on");
    private static final Set<String> NO =
            Set.of(
                    "否", "无", "不是", "没有", "错", "假", "×", "✗", "✘", "☒", "x", "n", "no", "f",
                    "false", "0", "off");

    private YesNo() {}

    public static Parsed<Boolean> parse(String typed) {
        var narrow = Typed.narrow(typed);
        if (narrow == null) {
            return Parsed.wrong(ValueProblem.YES_NO_FORM);
        }
        if (narrow.isEmpty()) {
            return Parsed.wrong(ValueProblem.EMPTY);
        }
        var word = Folding.fold(narrow);
        if (YES.contains(word)) {
            return Parsed.right(true);
        }
        return NO.contains(word) ? Parsed.right(false) : Parsed.wrong(ValueProblem.YES_NO_FORM);
    }
}
