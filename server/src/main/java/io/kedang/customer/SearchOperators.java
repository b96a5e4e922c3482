package io.kedang.customer;

import io.kedang.access.Department;
import io.kedang.access.Directory;
import io.kedang.access.User;
import io.kedang.kernel.Parsed;
import io.kedang.kernel.condition.Condition;
import io.kedang.kernel.condition.Operator;
import io.kedang.kernel.field.Field;
import io.kedang.kernel.field.FieldLabels;
import io.kedang.kernel.field.Label;
import io.kedang.kernel.text.Folding;
import io.kedang.kernel.text.YesNo;

import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Rule: what stands in the search box as `field:value` asks that field instead of being looked for
/// as a word: `负责人:王芳 标签:"重点 客户" -类别:C 注册资本:>5000000`. A field goes by its label in
/// either language, by its key, or by a short name of `search.properties`; both colons and both
/// kinds of quotation marks will do, a minus before it means 'not'. What names no field, or gives a
/// field what cannot be asked of it, stays a word.
///
/// Choices, people and departments are found by a part of their names; one that nobody has finds no
/// file. The condition passes the same checks as a filter: what is masked to the reader is refused.
@Component
class SearchOperators {
    private static final Pattern ASKED =
            Pattern.compile(
                    "(?<=^|[\\s\\u3000])(?<not>-)?(?<field>[^\\s\\u3000:\\uFF1A\"\\u201C\\u201D]{1,40})[:\\uFF1A]"
                        + "(?:[\"\\u201C\\u201D](?<quoted>[^\"\\u201C\\u201D]*)[\"\\u201C\\u201D]|(?<plain>[^\\s\\u3000\"\\u201C\\u201D]+))");

    private static final Pattern COMPARED = Pattern.compile("(?<sign>>=|<=|>|<|=)?(?<value>.+)");

    private static final Map<String, Operator> SIGNS =
            Map.of(
                    ">", Operator.GT,
                    ">=", Operator.GE,
                    "<", Operator.LT,
                    "<=", Operator.LE);

    /// Fields that people call by a shorter name than their forms do.
    private static final List<String> SHORT =
            List.of("kind", "grade", "lifecycle", "tags", "address.province", "address.city");

    private static final List<Locale> LANGUAGES =
            List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH);

    private final FileFields fields;
    private final FieldLabels labels;
    private final Directory directory;
    private final MessageSource messages;
    private volatile Known known = new Known(List.of(), Map.of());

    /// @param from the fields that it was made of
    private record Known(List<Field> from, Map<String, Field> byName) {}

    SearchOperators(
            FileFields fields, FieldLabels labels, Directory directory, MessageSource messages) {
        this.fields = fields;
        this.labels = labels;
        this.directory = directory;
        this.messages = messages;
    }

    /// The same query with its operators among its conditions.
    CustomerQuery read(CustomerQuery query) {
        if (query.q().indexOf(':') < 0 && query.q().indexOf('\uFF1A') < 0) {
            return query;
        }
        var asked = new ArrayList<Condition>();
        var words =
                ASKED.matcher(query.q())
                        .replaceAll(
                                found -> {
                                    var condition = condition(found);
                                    condition.ifPresent(asked::add);
                                    return condition.isPresent()
                                            ? ""
                                            : Matcher.quoteReplacement(found.group());
                                });
        if (asked.isEmpty()) {
            return query;
        }
        if (!query.filter().equals(Condition.EVERYTHING)) {
            asked.addFirst(query.filter());
        }
        return query.asking(words.strip(), new Condition.And(asked));
    }

    private Optional<Condition> condition(MatchResult found) {
        var quoted = found.group("quoted");
        var value = (quoted == null ? found.group("plain") : quoted).strip();
        var field = byName().get(Folding.fold(found.group("field")));
        if (field == null || value.isEmpty()) {
            return Optional.empty();
        }
        return Optional.ofNullable(condition(field, value))
                .map(each -> found.group("not") == null ? each : new Condition.Not(each));
    }

    private @Nullable Condition condition(Field field, String value) {
        return switch (field.type()) {
            case TEXT, LONG_TEXT, EMAIL, LINK, PHONE ->
                    Condition.where(field.key(), Operator.CONTAINS, value);
            case REGION -> Condition.where(field.key(), Operator.STARTS_WITH, value);
            case CHOICE -> among(field, options(field, value));
            case CHOICES ->
                    field.options().isEmpty()
                            ? Condition.where(field.key(), Operator.CONTAINS, value)
                            : among(field, options(field, value));
            case USER -> among(field, users(value));
            case DEPARTMENT -> among(field, departments(value));
            case YES_NO -> yesOrNo(field, value);
            case WHOLE_NUMBER, DECIMAL, MONEY, DATE -> compared(field, value);
            case INSTANT -> null;
        };
    }

    private static Condition among(Field field, Collection<?> values) {
        return values.isEmpty()
                ? new Condition.Not(Condition.EVERYTHING)
                : new Condition.Compare(field.key(), Operator.IN, List.copyOf(values));
    }

    private List<String> options(Field field, String value) {
        var options = labels.options("customer", field);
        var exact =
                options.stream()
                        .filter(
                                each ->
                                        each.code().equalsIgnoreCase(value)
                                                || called(each.label(), value, String::equals))
                        .toList();
        var found =
                exact.isEmpty()
                        ? options.stream()
                                .filter(each -> called(each.label(), value, String::contains))
                                .toList()
                        : exact;
        return found.stream().map(each -> each.code()).toList();
    }

    private List<String> users(String value) {
        return ids(
                directory.listUsers(),
                user ->
                        contains(user.displayName(), value)
                                || user.username().equalsIgnoreCase(value),
                User::id);
    }

    private List<String> departments(String value) {
        return ids(
                directory.listDepartments(),
                department -> contains(department.name(), value),
                Department::id);
    }

    private static <T> List<String> ids(List<T> all, Predicate<T> isMeant, Function<T, UUID> id) {
        return all.stream().filter(isMeant).map(id).map(UUID::toString).toList();
    }

    private @Nullable Condition yesOrNo(Field field, String value) {
        return YesNo.parse(value) instanceof Parsed.Right<Boolean>(var yes)
                ? Condition.where(field.key(), Operator.EQ, yes)
                : null;
    }

    private static @Nullable Condition compared(Field field, String value) {
        var parts = COMPARED.matcher(Folding.fold(value).replace(" ", ""));
        if (!parts.matches()) {
            return null;
        }
        var operator =
                SIGNS.getOrDefault(
                        Objects.requireNonNullElse(parts.group("sign"), "="), Operator.EQ);
        return Condition.where(field.key(), operator, parts.group("value"));
    }

    private static boolean contains(String name, String part) {
        return Folding.fold(name).contains(Folding.fold(part));
    }

    private static boolean called(Label label, String value, BiPredicate<String, String> by) {
        return LANGUAGES.stream()
                .anyMatch(each -> by.test(Folding.fold(label.in(each)), Folding.fold(value)));
    }

    private Map<String, Field> byName() {
        var from = fields.all();
        var last = known;
        if (last.from() != from) {
            var byName = new HashMap<String, Field>();
            for (var field : from) {
                names(field).forEach(name -> byName.putIfAbsent(Folding.fold(name), field));
            }
            last = new Known(from, Map.copyOf(byName));
            known = last;
        }
        return last.byName();
    }

    private Stream<String> names(Field field) {
        var label = labels.of("customer", field);
        var names = LANGUAGES.stream().map(label::in);
        var own = Stream.of(field.key());
        return SHORT.contains(field.key())
                ? Stream.of(names, own, LANGUAGES.stream().flatMap(each -> shortNames(field, each)))
                        .flatMap(each -> each)
                : Stream.concat(names, own);
    }

    private Stream<String> shortNames(Field field, Locale language) {
        var text = messages.getMessage("search." + field.key(), null, language);
        return Arrays.stream(text.split(","));
    }
}
