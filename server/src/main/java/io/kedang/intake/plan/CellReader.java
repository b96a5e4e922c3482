package io.kedang.intake.plan;

import io.kedang.access.Department;
import io.kedang.access.Directory;
import io.kedang.access.User;
import io.kedang.customer.record.RecordProblem;
import io.kedang.intake.ImportProblem;
import io.kedang.intake.kind.ImportKind;
import io.kedang.intake.plan.OptionDecision.Action;
import io.kedang.kernel.Parsed;
import io.kedang.kernel.field.Field;
import io.kedang.kernel.field.FieldInput;
import io.kedang.kernel.field.FieldProblem;
import io.kedang.kernel.text.Folding;
import io.kedang.kernel.text.Masks;
import io.kedang.kernel.text.ValueProblem;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/// Reads the cells of one import into values: by the rules that page and API follow, and beyond
/// them names of people and of options as files write them. May be asked by several threads.
public final class CellReader {
    private static final int LONGEST_SHOWN = 60;

    private final FieldInput input;
    private final OptionWords words;
    private final ImportKind kind;
    private final ImportPlan plan;
    private final Map<String, UUID> users;
    private final Map<String, UUID> departments;

    public CellReader(
            FieldInput input,
            OptionWords words,
            Directory directory,
            ImportKind kind,
            ImportPlan plan) {
        this.input = input;
        this.words = words;
        this.kind = kind;
        this.plan = plan;
        this.users = users(directory);
        this.departments =
                directory.listDepartments().stream()
                        .collect(
                                Collectors.toMap(
                                        department -> Folding.fold(department.name()),
                                        Department::id,
                                        (one, other) -> one));
    }

    private static Map<String, UUID> users(Directory directory) {
        var users = new HashMap<String, UUID>();
        var active = directory.listUsers().stream().filter(User::active).toList();
        active.stream()
                .collect(Collectors.groupingBy(user -> Folding.fold(user.displayName())))
                .forEach(
                        (name, same) -> {
                            if (same.size() == 1) {
                                users.put(name, same.getFirst().id());
                            }
                        });
        active.forEach(user -> users.put(Folding.fold(user.username()), user.id()));
        return users;
    }

    /// The value in its normal form, null where the cell is blank.
    public Parsed<@Nullable Object> read(Field field, String cell) {
        if (cell.isBlank()) {
            return kind.normal(field, input.parse(field, ""));
        }
        int unprintable = Folding.unprintable(cell);
        if (unprintable > 0) {
            return Parsed.wrong(ValueProblem.UNPRINTABLE, unprintable);
        }
        if (field.sensitive() && Masks.looksMasked(cell)) {
            return Parsed.wrong(RecordProblem.MASKED_VALUE);
        }
        return switch (field.type()) {
            case CHOICE, USER, DEPARTMENT -> named(field, cell.strip());
            case CHOICES -> field.options().isEmpty() ? plain(field, cell) : options(field, cell);
            default -> plain(field, cell);
        };
    }

    /// What the owner of the import has decided about this name comes first.
    private Parsed<@Nullable Object> named(Field field, String name) {
        var decided = plan.options().getOrDefault(field.key(), Map.of()).get(shown(name));
        if (decided != null && decided.decision() == Action.EMPTY) {
            return plain(field, "");
        }
        if (decided != null && decided.decision() == Action.MAP && decided.to() != null) {
            return plain(field, decided.to());
        }
        return switch (field.type()) {
            case USER -> user(field, name);
            case DEPARTMENT -> department(field, name);
            default -> option(field, name);
        };
    }

    private Parsed<@Nullable Object> plain(Field field, String cell) {
        return kind.normal(field, input.parse(field, cell));
    }

    private Parsed<@Nullable Object> option(Field field, String value) {
        return words.find(kind.record(), field, value)
                .map(code -> plain(field, code))
                .orElseGet(() -> Parsed.wrong(FieldProblem.OPTION_UNKNOWN, shown(value)));
    }

    private Parsed<@Nullable Object> options(Field field, String cell) {
        var codes = new LinkedHashSet<Object>();
        for (var value : cell.split("[|;；,，、]")) {
            if (value.isBlank()) {
                continue;
            }
            switch (named(field, value.strip())) {
                case Parsed.Wrong(var problem, var arguments) -> {
                    return new Parsed.Wrong<>(problem, arguments);
                }
                case Parsed.Right(var code) -> {
                    if (code instanceof List<?> many) {
                        codes.addAll(many);
                    }
                }
            }
        }
        return Parsed.right(codes.stream().map(String::valueOf).toList());
    }

    private Parsed<@Nullable Object> user(Field field, String name) {
        var id = users.get(Folding.fold(name));
        return id == null
                ? Parsed.wrong(ImportProblem.USER_UNKNOWN, shown(name))
                : plain(field, id.toString());
    }

    private Parsed<@Nullable Object> department(Field field, String name) {
        var id = departments.get(Folding.fold(name));
        return id == null
                ? Parsed.wrong(ImportProblem.DEPARTMENT_UNKNOWN, shown(name))
                : plain(field, id.toString());
    }

    private static String shown(String value) {
        return value.length() <= LONGEST_SHOWN ? value : value.substring(0, LONGEST_SHOWN) + "…";
    }
}
