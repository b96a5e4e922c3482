package io.kedang.command;

import io.kedang.kernel.Refusal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The words after the name of a command, told apart: `--name value`, `--name=value`, `--name`, and
/// the others in their order. After `--` everything is one of the others.
record Arguments(Map<String, List<String>> options, List<String> words) {
    /// What every command understands.
    static final Set<String> COMMON = Set.of("data=", "database=", "set=");

    /// @param known names of options, those that take a value with `=` at the end
    static Arguments parse(List<String> line, Set<String> known) {
        var all = Stream.concat(COMMON.stream(), known.stream()).collect(Collectors.toSet());
        var options = new LinkedHashMap<String, List<String>>();
        var words = new ArrayList<String>();
        var rest = line.iterator();
        while (rest.hasNext()) {
            var word = rest.next();
            if (word.equals("--")) {
                rest.forEachRemaining(words::add);
            } else if (!word.startsWith("--")) {
                words.add(word);
            } else {
                int equals = word.indexOf('=');
                var name = word.substring(2, equals < 0 ? word.length() : equals);
                String value;
                if (all.contains(name) && equals < 0) {
                    value = "true";
                } else if (!all.contains(name + "=")) {
                    throw new Refusal(CommandProblem.OPTION_UNKNOWN, word);
                } else if (equals >= 0) {
                    value = word.substring(equals + 1);
                } else if (rest.hasNext()) {
                    value = rest.next();
                } else {
                    throw new Refusal(CommandProblem.VALUE_MISSING, word);
                }
                options.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
            }
        }
        return new Arguments(
                Collections.unmodifiableMap(options), Collections.unmodifiableList(words));
    }

    /// The last value given, so that a line can be repeated with a correction at its end.
    Optional<String> find(String option) {
        return all(option).isEmpty() ? Optional.empty() : Optional.of(all(option).getLast());
    }

    List<String> all(String option) {
        return options.getOrDefault(option, List.of());
    }

    boolean has(String option) {
        return options.containsKey(option);
    }
}
