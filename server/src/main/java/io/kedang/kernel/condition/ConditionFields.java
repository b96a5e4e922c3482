package io.kedang.kernel.condition;

import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a condition is about, without the values that it asks for: fit for the audit.
public final class ConditionFields {
    private ConditionFields() {}

    /// Keys of fields, names of related rows.
    public static SortedSet<String> of(Condition condition) {
        return names(condition).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> names(Condition condition) {
        return switch (condition) {
            case Condition.And and -> names(and.all());
            case Condition.Or or -> names(or.any());
            case Condition.Not not -> names(not.negated());
            case Condition.Compare compare -> Stream.of(compare.field());
            case Condition.Related related -> Stream.of(related.related());
        };
    }

    private static Stream<String> names(Collection<Condition> several) {
        return several.stream().flatMap(ConditionFields::names);
    }
}
