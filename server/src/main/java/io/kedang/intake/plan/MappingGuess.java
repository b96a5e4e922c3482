package io.kedang.intake.plan;

import io.kedang.intake.kind.ImportKind;
import io.kedang.kernel.field.Field;

import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Guesses what the columns of a file mean.
@Component
public class MappingGuess {
    private static final double BY_CONTENT = 0.8;

    /// Where rows name a firm besides their own subject, what has the form of a firm's name is
    /// that.
    private static final String FIRM = "customer.name";

    private final Headings headings;

    MappingGuess(Headings headings) {
        this.headings = headings;
    }

    /// @param names unique names of the columns
    /// @param titles headings as they stand in the file, blank where there is none
    /// @param samples some rows of data
    public ImportPlan guess(
            ImportKind kind, List<String> names, List<String> titles, List<List<String>> samples) {
        var fields = byHeading(kind, titles);
        byContent(kind, titles, samples, fields);
        var columns = new ArrayList<ColumnPlan>();
        for (int column = 0; column < names.size(); column++) {
            var guess = fields.get(column);
            columns.add(
                    guess == null
                            ? new ColumnPlan(names.get(column), null, 0)
                            : new ColumnPlan(names.get(column), guess.field(), guess.confidence()));
        }
        var mapped =
                columns.stream()
                        .map(ColumnPlan::field)
                        .filter(java.util.Objects::nonNull)
                        .collect(Collectors.toSet());
        return new ImportPlan(kind.code(), columns, null, Map.of(), kind.settings(mapped));
    }

    private record Guess(String field, double confidence) {}

    /// Where several columns name one field, the best name gets it.
    private Map<Integer, Guess> byHeading(ImportKind kind, List<String> titles) {
        record Candidate(int column, Headings.Named named) {}
        var candidates =
                IntStream.range(0, titles.size())
                        .boxed()
                        .flatMap(
                                column ->
                                        headings.find(kind, titles.get(column)).stream()
                                                .map(named -> new Candidate(column, named)))
                        .sorted(
                                Comparator.comparingInt(
                                                (Candidate candidate) -> candidate.named().rank())
                                        .thenComparingInt(Candidate::column))
                        .toList();
        var fields = new HashMap<Integer, Guess>();
        var taken = new HashSet<String>();
        for (var candidate : candidates) {
            if (taken.add(candidate.named().field())) {
                fields.put(candidate.column(), new Guess(candidate.named().field(), 1));
            }
        }
        return fields;
    }

    private void byContent(
            ImportKind kind,
            List<String> titles,
            List<List<String>> samples,
            Map<Integer, Guess> fields) {
        var known = kind.fields().stream().map(Field::key).collect(Collectors.toSet());
        if (known.contains(FIRM)) {
            known.remove("name");
        }
        fields.values().forEach(guess -> known.remove(guess.field()));
        for (int column = 0; column < titles.size(); column++) {
            int at = column;
            if (fields.containsKey(column) || headings.isIgnored(kind, titles.get(column))) {
                continue;
            }
            var values =
                    samples.stream().map(cells -> at < cells.size() ? cells.get(at) : "").toList();
            ContentGuess.field(values, known)
                    .ifPresent(
                            field -> {
                                known.remove(field);
                                fields.put(at, new Guess(field, BY_CONTENT));
                            });
        }
    }
}
