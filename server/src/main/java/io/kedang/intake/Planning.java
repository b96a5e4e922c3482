package io.kedang.intake;

import io.kedang.access.Directory;
import io.kedang.intake.PlanChange.Choice;
import io.kedang.intake.kind.ImportKind;
import io.kedang.intake.plan.ColumnNames;
import io.kedang.intake.plan.ColumnPlan;
import io.kedang.intake.plan.ImportPlan;
import io.kedang.intake.plan.MappingGuess;
import io.kedang.intake.plan.MappingStore;
import io.kedang.intake.plan.OptionDecision;
import io.kedang.intake.table.Row;
import io.kedang.intake.table.TableFormat;
import io.kedang.intake.table.TableOptions;
import io.kedang.intake.table.TableShape;
import io.kedang.intake.table.TableSource;
import io.kedang.intake.table.row.TableFile;
import io.kedang.intake.table.row.TableProblem;
import io.kedang.kernel.Refusal;
import io.kedang.kernel.field.Field;
import io.kedang.kernel.field.FieldLabels;

import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// Makes and changes the plan of an import.
@Component
class Planning {
    private static final int SAMPLES = 100;
    private static final int LONGEST_SAMPLE = 200;

    private final MappingGuess guess;
    private final MappingStore remembered;
    private final FieldLabels labels;
    private final Directory directory;

    Planning(MappingGuess guess, MappingStore remembered, Directory directory, FieldLabels labels) {
        this.labels = labels;
        this.guess = guess;
        this.remembered = remembered;
        this.directory = directory;
    }

    /// What a look at a file shows.
    record Look(TableShape shape, List<List<String>> samples) {
        List<String> names() {
            return ColumnNames.of(shape.heading(), shape.columns());
        }

        boolean isOfCards() {
            return shape.format() == TableFormat.VCARD;
        }

        List<String> titles() {
            var titles = new ArrayList<>(shape.heading());
            while (titles.size() < shape.columns()) {
                titles.add("");
            }
            return titles;
        }
    }

    Look look(String fileName, TableFile file, TableOptions options) {
        try (var table = TableSource.open(file, options)) {
            var samples = new ArrayList<List<String>>();
            for (var row = table.next();
                    row != null && samples.size() < SAMPLES;
                    row = table.next()) {
                samples.add(sample(row));
            }
            return new Look(table.shape(), samples);
        } catch (IOException e) {
            throw new Refusal(TableProblem.FILE_UNREADABLE, fileName);
        }
    }

    private static List<String> sample(Row row) {
        return row.cells().stream()
                .map(
                        cell ->
                                cell.length() <= LONGEST_SAMPLE
                                        ? cell
                                        : cell.substring(0, LONGEST_SAMPLE))
                .toList();
    }

    /// What a file holds of which nobody has said it: customers, or people where it is a file of
    /// business cards. If no column can be what those require, the kind that has all it requires
    /// and knows most of the columns.
    ImportKind kind(Look look, List<ImportKind> kinds) {
        var likely = look.isOfCards() ? "PEOPLE" : "CUSTOMERS";
        return kinds.stream()
                .filter(kind -> kind.missing(mapped(kind, look)).isEmpty())
                .max(
                        Comparator.comparing((ImportKind kind) -> kind.code().equals(likely))
                                .thenComparing(kind -> mapped(kind, look).size()))
                .orElse(kinds.getFirst());
    }

    private Collection<String> mapped(ImportKind kind, Look look) {
        return plan(kind, look).fields().values();
    }

    /// The plan for a file that nobody has said anything of, as for the last one with these
    /// headings.
    ImportPlan plan(ImportKind kind, Look look) {
        var guessed = guess.guess(kind, look.names(), look.titles(), look.samples());
        if (look.isOfCards() && kind.allows("customerKind", "PERSON")) {
            guessed = guessed.withSettings(Map.of("customerKind", "PERSON"));
        }
        return like(kind, guessed, look);
    }

    private ImportPlan like(ImportKind kind, ImportPlan guessed, Look look) {
        return remembered
                .find(kind.code(), look.names())
                .map(plan -> guessed.like(plan, kind.remembered(plan.settings())))
                .orElse(guessed);
    }

    /// Refuses columns, fields, options and settings that do not exist.
    ImportPlan change(ImportKind kind, ImportPlan plan, PlanChange change) {
        var columns = columns(kind, plan.columns(), change.mapping());
        var options = new HashMap<>(plan.options());
        if (change.newOptions() != null) {
            change.newOptions()
                    .forEach(
                            (key, decisions) -> {
                                var field = field(kind, key);
                                decisions.values().forEach(decision -> check(field, decision));
                                var all = new HashMap<>(options.getOrDefault(key, Map.of()));
                                all.putAll(decisions);
                                options.put(key, all);
                            });
        }
        var settings = new HashMap<>(plan.settings());
        settings.putAll(Objects.requireNonNullElse(change.settings(), Map.of()));
        for (var name : settings.keySet()) {
            if (!kind.allows(name, Objects.requireNonNull(settings.get(name)))) {
                throw new Refusal(ImportProblem.SETTING_UNKNOWN, name, settings.get(name));
            }
        }
        Choice choice = change.onDuplicate();
        return new ImportPlan(
                plan.kind(),
                columns,
                choice == null ? plan.onDuplicate() : choice.policy(),
                options,
                settings);
    }

    /// Refuses a plan in which no column means a required field; names the fields as the page does.
    void refuseUnmapped(ImportKind kind, ImportPlan plan) {
        var missing = kind.missing(plan.fields().values());
        if (!missing.isEmpty()) {
            var locale = LocaleContextHolder.getLocale();
            throw new Refusal(
                    ImportProblem.NOTHING_MAPPED,
                    missing.stream()
                            .map(key -> labels.of(kind.record(), field(kind, key)).in(locale))
                            .collect(Collectors.joining(", ")));
        }
    }

    private static List<ColumnPlan> columns(
            ImportKind kind,
            List<ColumnPlan> columns,
            @Nullable Map<String, @Nullable String> mapping) {
        if (mapping == null) {
            return columns;
        }
        var wanted = new HashSet<String>();
        mapping.forEach(
                (name, key) -> {
                    if (columns.stream().noneMatch(column -> column.name().equals(name))) {
                        throw new Refusal(ImportProblem.COLUMN_UNKNOWN, name);
                    }
                    if (key != null && !wanted.add(field(kind, key).key())) {
                        throw new Refusal(ImportProblem.FIELD_TWICE, key);
                    }
                });
        return columns.stream()
                .map(
                        column ->
                                mapping.containsKey(column.name())
                                        ? new ColumnPlan(
                                                column.name(), mapping.get(column.name()), 1)
                                        : wanted.contains(column.field())
                                                ? new ColumnPlan(column.name(), null, 0)
                                                : column)
                .toList();
    }

    private static Field field(ImportKind kind, String key) {
        return kind.fields().stream()
                .filter(field -> field.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new Refusal(ImportProblem.FIELD_UNKNOWN, key));
    }

    private void check(Field field, OptionDecision decision) {
        if (decision.decision() == OptionDecision.Action.MAP
                && (decision.to() == null || !exists(field, decision.to()))) {
            throw new Refusal(ImportProblem.OPTION_TARGET_UNKNOWN, field.key(), decision.to());
        }
    }

    private boolean exists(Field field, String target) {
        return switch (field.type()) {
            case USER ->
                    directory.listUsers().stream()
                            .anyMatch(user -> user.id().toString().equals(target));
            case DEPARTMENT ->
                    directory.listDepartments().stream()
                            .anyMatch(department -> department.id().toString().equals(target));
            default -> field.options().contains(target);
        };
    }
}
