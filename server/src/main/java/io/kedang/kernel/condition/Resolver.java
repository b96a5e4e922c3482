package io.kedang.kernel.condition;

import static io.kedang.kernel.condition.Operator.CONTAINS;
import static io.kedang.kernel.condition.Operator.EQ;
import static io.kedang.kernel.condition.Operator.GE;
import static io.kedang.kernel.condition.Operator.IN;
import static io.kedang.kernel.condition.Operator.LE;
import static io.kedang.kernel.condition.Operator.LT;
import static io.kedang.kernel.condition.Operator.PRESENT;

import io.kedang.kernel.Refusal;
import io.kedang.kernel.condition.Resolved.Leaf;
import io.kedang.kernel.condition.Resolved.OfField;
import io.kedang.kernel.condition.Resolved.OfRelated;
import io.kedang.kernel.condition.Resolved.Source;
import io.kedang.kernel.field.FieldType;

import org.jspecify.annotations.Nullable;
import org.springframework.context.support.DefaultMessageSourceResolvable;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Checks a condition against a catalogue and says what it means there.
///
/// Dates and instants become half-open spans (a day, a microsecond, a quarter), so that an instant
/// can be compared with a day of the company's calendar and every operator on time is a bound or
/// two.
final class Resolver {
    private final FieldCatalogue catalogue;
    private final ConditionContext context;

    private Resolver(FieldCatalogue catalogue, ConditionContext context) {
        this.catalogue = catalogue;
        this.context = context;
    }

    static Resolved resolve(
            Condition condition, FieldCatalogue catalogue, ConditionContext context) {
        return new Resolver(catalogue, context).resolve(condition, "");
    }

    static void check(Condition condition, FieldCatalogue catalogue) {
        var anyDay = new ConditionContext(LocalDate.EPOCH, ZoneOffset.UTC, null, List.of());
        resolve(condition, catalogue, anyDay);
    }

    private Resolved resolve(Condition condition, String path) {
        return switch (condition) {
            case Condition.And(var all) -> new Resolved.And(resolve(all, path + "/and/"));
            case Condition.Or(var any) -> new Resolved.Or(resolve(any, path + "/or/"));
            case Condition.Not(var negated) -> new Resolved.Not(resolve(negated, path + "/not"));
            case Condition.Compare(var key, var operator, var values) -> {
                var field = field(key, path);
                yield new Leaves(field, new OfField(field, catalogue), path)
                        .resolve(operator, values);
            }
            case Condition.Related related -> related(related, path);
        };
    }

    private List<Resolved> resolve(List<Condition> conditions, String path) {
        return IntStream.range(0, conditions.size())
                .mapToObj(i -> resolve(conditions.get(i), path + i))
                .toList();
    }

    private Resolved related(Condition.Related condition, String path) {
        var rows =
                catalogue
                        .findRelated(condition.related())
                        .orElseThrow(
                                () ->
                                        refusal(
                                                ConditionProblem.UNKNOWN_RELATED,
                                                path,
                                                condition.related()));
        var inner = new Resolver(rows.fields(), context);
        var where = inner.resolve(condition.where(), path + "/where");
        var of = condition.of() == null ? null : inner.field(condition.of(), path);
        if (!suits(condition.aggregate(), of)) {
            throw refusal(
                    ConditionProblem.AGGREGATE_NOT_ALLOWED,
                    path,
                    condition.aggregate().word(),
                    condition.of());
        }
        var compared =
                of == null
                        ? ConditionField.of(rows.key(), FieldType.WHOLE_NUMBER, rows.label())
                        : of;
        return new Leaves(compared, new OfRelated(rows, where, condition.aggregate(), of), path)
                .resolve(condition.operator(), condition.values());
    }

    private static boolean suits(Aggregate aggregate, @Nullable ConditionField of) {
        if (of == null) {
            return aggregate == Aggregate.COUNT;
        }
        return switch (of.type()) {
            case WHOLE_NUMBER, DECIMAL, MONEY -> aggregate != Aggregate.COUNT && !of.masked();
            case DATE, INSTANT ->
                    (aggregate == Aggregate.MIN || aggregate == Aggregate.MAX) && !of.masked();
            default -> false;
        };
    }

    private ConditionField field(String key, String path) {
        return catalogue
                .find(key)
                .orElseThrow(() -> refusal(ConditionProblem.UNKNOWN_FIELD, path, key));
    }

    private static Refusal refusal(
            ConditionProblem problem, String path, @Nullable Object... arguments) {
        return ConditionJson.refusal(problem, path, arguments);
    }

    /// The comparisons of one value.
    private final class Leaves {
        private final ConditionField field;
        private final Source source;
        private final String path;

        Leaves(ConditionField field, Source source, String path) {
            this.field = field;
            this.source = source;
            this.path = path;
        }

        Resolved resolve(Operator operator, List<Object> values) {
            if (!field.operators().contains(operator)) {
                throw refusal(
                        Operator.of(field.type()).contains(operator) && field.masked()
                                ? ConditionProblem.MASKED_FIELD
                                : ConditionProblem.OPERATOR_NOT_ALLOWED,
                        path,
                        operator.word(),
                        field.key());
            }
            return switch (operator) {
                case PRESENT -> new Leaf(source, PRESENT, List.of());
                case MISSING -> new Resolved.Not(new Leaf(source, PRESENT, List.of()));
                case NE -> new Resolved.Not(resolveWith(EQ, values));
                default -> resolveWith(operator, values);
            };
        }

        private Resolved resolveWith(Operator operator, List<Object> values) {
            return switch (field.type()) {
                case DATE, INSTANT -> temporal(operator, values);
                default -> plain(operator, typed(values));
            };
        }

        private Resolved plain(Operator operator, List<Object> values) {
            if (values.isEmpty()) {
                return Resolved.FALSE;
            }
            return switch (operator) {
                case EQ, IN -> new Leaf(source, IN, values);
                case BETWEEN ->
                        Resolved.and(
                                new Leaf(source, GE, List.of(values.get(0))),
                                new Leaf(source, LE, List.of(values.get(1))));
                case CONTAINS ->
                        new Leaf(source, field.type() == FieldType.CHOICES ? IN : CONTAINS, values);
                default -> new Leaf(source, operator, values);
            };
        }

        private List<Object> typed(List<Object> values) {
            var typed = new ArrayList<Object>();
            for (var value : values) {
                typed.addAll(orRefuse(read(value), value));
            }
            return typed;
        }

        private @Nullable List<?> read(Object raw) {
            return switch (field.type()) {
                case WHOLE_NUMBER -> listOf(Values.whole(raw));
                case DECIMAL, MONEY -> listOf(Values.decimal(raw));
                case YES_NO -> listOf(raw instanceof Boolean ? raw : null);
                case USER ->
                        Values.ids(
                                raw,
                                "me",
                                context.user() == null ? List.of() : List.of(context.user()));
                case DEPARTMENT -> Values.ids(raw, "mine", context.departments());
                default -> {
                    var text = Values.text(raw);
                    yield text == null ? null : listOf(Values.text(comparable(text)));
                }
            };
        }

        private String comparable(String text) {
            var normal = catalogue.normal(field, text);
            if (!field.hasOption(normal)) {
                throw refusal(ConditionProblem.UNKNOWN_OPTION, path, text, field.key());
            }
            return normal;
        }

        private static @Nullable List<?> listOf(@Nullable Object value) {
            return value == null ? null : List.of(value);
        }

        private <T> T orRefuse(@Nullable T value, Object raw) {
            if (value == null) {
                throw refusal(
                        ConditionProblem.WRONG_VALUE,
                        path,
                        raw.toString(),
                        field.key(),
                        new DefaultMessageSourceResolvable("condition.expected." + field.type()));
            }
            return value;
        }

        private Resolved temporal(Operator operator, List<Object> values) {
            var today = context.today();
            var tomorrow = today.plusDays(1);
            var first = values.getFirst();
            return switch (operator) {
                case EQ -> within(span(first));
                case LT -> before(span(first).from());
                case LE -> before(span(first).to());
                case GT -> since(span(first).to());
                case GE -> since(span(first).from());
                case BETWEEN -> within(new Span(span(first).from(), span(values.get(1)).to()));
                case WITHIN_LAST -> {
                    var period = orRefuse(Values.period(first), first);
                    yield within(days(tomorrow.minus(period), tomorrow));
                }
                case OLDER_THAN -> {
                    var period = orRefuse(Values.period(first), first);
                    yield before(day(tomorrow.minus(period)));
                }
                case WITHIN_NEXT -> {
                    var period = orRefuse(Values.period(first), first);
                    yield within(days(today, today.plus(period)));
                }
                case DURING -> {
                    var span = orRefuse(CalendarSpan.find(first.toString()).orElse(null), first);
                    yield within(days(span.firstDay(today), span.dayAfter(today)));
                }
                default -> throw new IllegalStateException(operator.word());
            };
        }

        private Resolved within(Span span) {
            return Resolved.and(since(span.from()), before(span.to()));
        }

        private Resolved since(Object from) {
            return new Leaf(source, GE, List.of(from));
        }

        private Resolved before(Object to) {
            return new Leaf(source, LT, List.of(to));
        }

        private Span span(Object raw) {
            var date = Values.date(raw);
            if (date != null) {
                return days(date, date.plusDays(1));
            }
            Instant instant = field.type() == FieldType.INSTANT ? Values.instant(raw) : null;
            var from = orRefuse(instant, raw);
            return new Span(from, from.plus(1, ChronoUnit.MICROS));
        }

        private Span days(LocalDate from, LocalDate to) {
            return new Span(day(from), day(to));
        }

        /// The day itself, or the instant at which it begins in the company's zone.
        private Object day(LocalDate day) {
            return field.type() == FieldType.DATE
                    ? day
                    : day.atStartOfDay(context.zone()).toInstant();
        }
    }

    /// @param to the first value after the span
    private record Span(Object from, Object to) {}
}
