package io.kedang.kernel.condition;

import java.util.Arrays;
import java.util.Optional;

/// How related rows become one value. Of no rows, count and sum are 0, min and max are missing.
public enum Aggregate {
    COUNT("count"),
    SUM("sum"),
    MIN("min"),
    MAX("max");

    private final String word;

    Aggregate(String word) {
        this.word = word;
    }

    /// As it stands in JSON and in SQL.
    public String word() {
        return word;
    }

    static Optional<Aggregate> find(String word) {
        return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
    }
}
