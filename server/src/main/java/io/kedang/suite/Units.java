package io.kedang.suite;

import io.kedang.kernel.Refusal;
import io.kedang.suite.Organisation.Person;
import io.kedang.suite.Organisation.Unit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;

/// Rule: a tree of departments as it can be built: those above first, and none whose way up ends
/// nowhere.
final class Units {
    private Units() {}

    /// Those whose parent the suite does not show, and rings, stand at the top.
    static List<Unit> sorted(Collection<Unit> units) {
        var left = new LinkedHashSet<>(units);
        var ids = units.stream().map(Unit::id).collect(Collectors.toSet());
        var placed = new HashSet<String>();
        var sorted = new ArrayList<Unit>();
        while (!left.isEmpty()) {
            var next =
                    left.stream()
                            .filter(
                                    unit ->
                                            unit.parent() == null
                                                    || !ids.contains(unit.parent())
                                                    || placed.contains(unit.parent()))
                            .toList();
            if (next.isEmpty()) {
                next = List.of(left.getFirst());
            }
            for (var unit : next) {
                left.remove(unit);
                placed.add(unit.id());
                boolean below =
                        unit.parent() != null
                                && sorted.stream()
                                        .anyMatch(each -> each.id().equals(unit.parent()));
                sorted.add(below ? unit : new Unit(unit.id(), null, unit.name()));
            }
        }
        return sorted;
    }

    /// Refuses a company without people: that is an application which may not see them, and taking
    /// it at its word would disable everybody.
    static Organisation whole(List<Unit> units, Collection<Person> people) {
        var known = people.stream().filter(each -> !each.id().isBlank()).toList();
        if (known.stream().allMatch(each -> each.name().isBlank())) {
            throw new Refusal(SuiteProblem.NOBODY);
        }
        return new Organisation(
                units.stream().filter(each -> !each.name().isBlank()).toList(), known);
    }
}
