package io.kedang.intake;

import io.kedang.intake.kind.Ahead;
import io.kedang.intake.kind.CellProblem;
import io.kedang.intake.kind.Draft;
import io.kedang.intake.kind.ImportKind;
import io.kedang.intake.plan.CellReader;
import io.kedang.intake.plan.ImportPlan;
import io.kedang.intake.table.Row;
import io.kedang.intake.table.SummaryRule;
import io.kedang.intake.table.row.TableProblem.Weight;
import io.kedang.kernel.Parsed;
import io.kedang.kernel.field.Field;
import io.kedang.kernel.field.FieldProblem;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Reads the rows of one import into values by its plan. May be asked by several threads.
final class Drafting {
    private static final Set<String> NAMES_NOBODY =
            Set.of(
                    FieldProblem.OPTION_UNKNOWN.code(),
                    ImportProblem.USER_UNKNOWN.code(),
                    ImportProblem.DEPARTMENT_UNKNOWN.code());
    private static final long PRIME = 0x9E3779B97F4A7C15L;
    private static final int SEPARATOR = 0x1F;

    private final ImportKind kind;
    private final ImportPlan plan;
    private final CellReader cells;
    private final Map<Integer, Field> fields;
    private final Map<String, Integer> columns;
    private final List<Integer> group;
    private final Map<Long, Integer> turns = new HashMap<>();

    Drafting(ImportKind kind, ImportPlan plan, CellReader cells) {
        this.kind = kind;
        this.plan = plan;
        this.cells = cells;
        var known =
                kind.fields().stream().collect(Collectors.toMap(Field::key, Function.identity()));
        fields = new TreeMap<>();
        columns = new TreeMap<>();
        plan.fields()
                .forEach(
                        (column, key) -> {
                            var field = known.get(key);
                            if (field != null) {
                                fields.put(column, field);
                                columns.put(key, column);
                            }
                        });
        group = kind.groupedBy().stream().map(columns::get).filter(Objects::nonNull).toList();
    }

    /// A row with its turn among those that say the same.
    record Counted(Row row, int turn) {}

    /// To be asked for every row of the file in its order, from the first one on.
    Counted count(Row row) {
        return new Counted(
                row, group.isEmpty() ? 1 : turns.merge(print(row.cells()), 1, Integer::sum));
    }

    /// Of the cells that count, 64 bits: what they say need not be kept.
    private long print(List<String> cells) {
        long print = 0;
        for (int column : group) {
            var cell = column < cells.size() ? cells.get(column).strip() : "";
            for (int i = 0; i <= cell.length(); i++) {
                print = (print ^ (i < cell.length() ? cell.charAt(i) : SEPARATOR)) * PRIME;
                print ^= print >>> 32;
            }
        }
        return print;
    }

    /// @param corrected cells that the owner typed anew, by column
    Draft draft(Counted counted, Map<Integer, String> corrected) {
        var row = counted.row();
        var problems = new ArrayList<CellProblem>();
        if (corrected.isEmpty()) {
            for (var flaw : row.flaws()) {
                if (flaw.problem().weight() == Weight.WRONG_ROW) {
                    problems.add(
                            CellProblem.of(flaw.column(), null, flaw.problem(), flaw.arguments()));
                }
            }
            int sum = SummaryRule.column(row.cells());
            if (sum >= 0) {
                problems.add(
                        CellProblem.of(sum, null, ImportProblem.SUMMARY_ROW, row.cells().get(sum)));
            }
        }
        var texts = corrected(row.cells(), corrected);
        var draft =
                new Draft(
                        row.number(),
                        row.line(),
                        counted.turn(),
                        texts,
                        new LinkedHashMap<>(),
                        columns,
                        problems,
                        new Ahead());
        if (problems.isEmpty()) {
            fields.forEach(
                    (column, field) ->
                            read(
                                    draft,
                                    column,
                                    field,
                                    column < texts.size() ? texts.get(column) : ""));
            kind.check(draft, plan.settings());
        }
        return draft;
    }

    private static List<String> corrected(List<String> cells, Map<Integer, String> corrected) {
        if (corrected.isEmpty()) {
            return cells;
        }
        var all = new ArrayList<>(cells);
        corrected.forEach(
                (column, text) -> {
                    while (all.size() <= column) {
                        all.add("");
                    }
                    all.set(column, text);
                });
        return all;
    }

    private void read(Draft draft, int column, Field field, String text) {
        switch (cells.read(field, text)) {
            case Parsed.Wrong(var problem, var arguments) ->
                    draft.problems().add(CellProblem.of(column, field.key(), problem, arguments));
            case Parsed.Right(var value) -> {
                if (value != null) {
                    draft.values().put(field, value);
                }
            }
        }
    }

    /// Names of options, users and departments of these rows that nobody knows, by field, with the
    /// number of rows.
    Map<String, Map<String, Integer>> unknown(List<Draft> drafts) {
        var unknown = new TreeMap<String, Map<String, Integer>>();
        for (var draft : drafts) {
            for (var problem : draft.problems()) {
                var field = fields.get(problem.column());
                if (field != null && !field.sensitive() && NAMES_NOBODY.contains(problem.code())) {
                    unknown.computeIfAbsent(field.key(), key -> new TreeMap<>())
                            .merge(problem.arguments().getFirst(), 1, Integer::sum);
                }
            }
        }
        return unknown;
    }
}
