package io.kedang.kernel.condition;

import io.kedang.kernel.field.FieldType;
import io.kedang.kernel.field.Label;

import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.support.DefaultMessageSourceResolvable;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// Says in words what a condition asks for. Never refuses: what the catalogue no longer knows is
/// said by its key, so that a filter stays readable after its field is gone.
public final class ConditionWords {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

    private final MessageSource messages;
    private final FieldCatalogue catalogue;
    private final Names names;
    private final ZoneId zone;
    private final Locale locale;

    /// What people call a value that is an id or a code of another table.
    @FunctionalInterface
    public interface Names {
        /// @param type user, department or region
        Optional<String> find(FieldType type, String value);
    }

    public ConditionWords(
            MessageSource messages,
            FieldCatalogue catalogue,
            Names names,
            ZoneId zone,
            Locale locale) {
        this.messages = messages;
        this.catalogue = catalogue;
        this.names = names;
        this.zone = zone;
        this.locale = locale;
    }

    /// A backspace in a text swallows the space beside it: Chinese brackets stand close.
    public String of(Condition condition) {
        return words(condition).replaceAll(" ?\b+ ?", "").strip();
    }

    private String words(Condition condition) {
        return switch (condition) {
            case Condition.And(var all) when all.isEmpty() -> text("everything");
            case Condition.Or(var any) when any.isEmpty() -> text("nothing");
            case Condition.And(var all) -> join("and", all.stream().map(this::part).toList());
            case Condition.Or(var any) -> join("or", any.stream().map(this::part).toList());
            case Condition.Not(var negated) -> text("not", words(negated));
            case Condition.Compare(var key, var operator, var values) -> {
                var field = catalogue.find(key).orElse(null);
                yield compare(label(field, key), field, operator, values);
            }
            case Condition.Related related -> related(related);
        };
    }

    /// In brackets where it is itself joined.
    private String part(Condition condition) {
        boolean joined =
                switch (condition) {
                    case Condition.And(var all) -> all.size() > 1;
                    case Condition.Or(var any) -> any.size() > 1;
                    default -> false;
                };
        return joined ? text("group", words(condition)) : words(condition);
    }

    private String join(String word, List<String> parts) {
        return parts.stream().reduce((left, right) -> text(word, left, right)).orElse("");
    }

    private String related(Condition.Related related) {
        var rows = catalogue.findRelated(related.related()).orElse(null);
        var inner =
                rows == null
                        ? this
                        : new ConditionWords(messages, rows.fields(), names, zone, locale);
        var label = rows == null ? related.related() : rows.label().in(locale);
        var where =
                related.where().equals(Condition.EVERYTHING)
                        ? ""
                        : text("where", inner.words(related.where()));
        var existence = existence(related);
        if (existence != null) {
            return text(existence, label, where);
        }
        var of = related.of() == null ? null : inner.catalogue.find(related.of()).orElse(null);
        var figure = related.aggregate().word() + (isTime(of) ? ".time" : "");
        var subject = text(figure, label, where, label(of, String.valueOf(related.of())));
        return inner.compare(subject, of, related.operator(), related.values());
    }

    private static @Nullable String existence(Condition.Related related) {
        if (related.aggregate() != Aggregate.COUNT
                || related.values().size() != 1
                || !(related.values().getFirst() instanceof BigDecimal number)) {
            return null;
        }
        boolean zero = number.signum() == 0;
        boolean one = number.compareTo(BigDecimal.ONE) == 0;
        return switch (related.operator()) {
            case GT -> zero ? "any" : null;
            case GE -> one ? "any" : null;
            case EQ, LE -> zero ? "none" : null;
            case LT -> one ? "none" : null;
            default -> null;
        };
    }

    private String compare(
            String subject, @Nullable ConditionField field, Operator operator, List<Object> raw) {
        var values = raw.stream().map(value -> value(field, operator, value)).toList();
        var arguments = new ArrayList<>(List.of(subject));
        if (operator == Operator.IN) {
            arguments.add(join("list", values));
        } else {
            arguments.addAll(values);
        }
        return textOr(operator.word(), operator.word() + kind(field), arguments.toArray());
    }

    private static String kind(@Nullable ConditionField field) {
        if (field == null) {
            return ".number";
        }
        return switch (field.type()) {
            case DATE, INSTANT -> ".time";
            case WHOLE_NUMBER, DECIMAL, MONEY -> ".number";
            case YES_NO -> ".yes-no";
            default -> "";
        };
    }

    private static boolean isTime(@Nullable ConditionField field) {
        return kind(field).equals(".time");
    }

    private String value(@Nullable ConditionField field, Operator operator, Object value) {
        var word = value instanceof BigDecimal number ? number.toPlainString() : value.toString();
        if (field == null) {
            return word;
        }
        return switch (operator) {
            case WITHIN_LAST, WITHIN_NEXT, OLDER_THAN -> period(word);
            case DURING -> textOr("verbatim", "span." + word, word);
            default -> value(field, word);
        };
    }

    private String value(ConditionField field, String word) {
        return switch (field.type()) {
            case TEXT, LONG_TEXT, PHONE, EMAIL, LINK -> text("quoted", word);
            case CHOICE, CHOICES ->
                    field.options().stream()
                            .filter(option -> option.code().equals(word))
                            .findFirst()
                            .map(option -> option.label().in(locale))
                            .orElse(word);
            case YES_NO -> text(word.equals("true") ? "yes" : "no");
            case USER -> word.equals("me") ? text("me") : name(field.type(), word);
            case DEPARTMENT -> word.equals("mine") ? text("mine") : name(field.type(), word);
            case REGION -> name(field.type(), word);
            case INSTANT -> instant(word);
            default -> word;
        };
    }

    private String name(FieldType type, String word) {
        return names.find(type, word).orElse(word);
    }

    private String instant(String word) {
        var instant = Values.instant(word);
        return instant == null ? word : TIME.format(instant.atZone(zone));
    }

    private String period(String word) {
        var period = Values.period(word);
        if (period == null) {
            return word;
        }
        var parts = new ArrayList<String>();
        addTo(parts, "years", period.getYears());
        addTo(parts, "months", period.getMonths());
        addTo(parts, "days", period.getDays());
        return parts.stream().collect(Collectors.joining(" "));
    }

    private void addTo(List<String> parts, String unit, int number) {
        if (number > 0) {
            parts.add(text(unit, number));
        }
    }

    private String label(@Nullable ConditionField field, String key) {
        Label label = field == null ? _ -> key : field.label();
        return label.in(locale);
    }

    private String text(String key, Object... arguments) {
        return textOr(key, key, arguments);
    }

    /// @param otherwise the key of the text that serves where `key` has none
    private String textOr(String otherwise, String key, Object... arguments) {
        var codes = new String[] {"condition.words." + key, "condition.words." + otherwise};
        return messages.getMessage(new DefaultMessageSourceResolvable(codes, arguments), locale);
    }
}
