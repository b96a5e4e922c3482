package io.kedang.customer.custom;

import io.kedang.customer.CustomerFields;
import io.kedang.customer.record.RecordInput;
import io.kedang.kernel.FieldError;
import io.kedang.kernel.field.Field;
import io.kedang.kernel.field.FieldLabels;
import io.kedang.kernel.field.FieldType;
import io.kedang.kernel.field.OwnNames.OwnOption;

import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Rule: what a field of one's own may be. Whatever is wrong is said at once, by the members of the
/// request.
@Component
final class CustomFieldRules {
    static final int LONGEST_LINE = 500;
    static final int LONGEST_TEXT = 10_000;
    private static final Pattern NAME = Pattern.compile("[a-z][a-zA-Z0-9]{0,39}");
    private static final Set<FieldType> WORDS = Set.of(FieldType.TEXT, FieldType.LONG_TEXT);
    private static final Set<FieldType> NUMBERS =
            Set.of(FieldType.WHOLE_NUMBER, FieldType.DECIMAL, FieldType.MONEY);

    private static final Set<FieldType> ORDERED =
            Set.of(
                    FieldType.WHOLE_NUMBER,
                    FieldType.DECIMAL,
                    FieldType.MONEY,
                    FieldType.DATE,
                    FieldType.INSTANT);

    /// A sealed value is one text: lists and amounts are not.
    private static final Set<FieldType> NOT_SEALED =
            Set.of(FieldType.CHOICES, FieldType.MONEY, FieldType.USER, FieldType.DEPARTMENT);

    /// A region is an address, which has its own fields.
    private static final Set<FieldType> NOT_OFFERED = Set.of(FieldType.REGION);

    /// Sections that only one kind of customer has.
    private static final Map<String, String> OF_ONE_KIND =
            Map.of("firm", "ORGANISATION", "person", "PERSON");

    private final FieldLabels labels;

    CustomFieldRules(FieldLabels labels) {
        this.labels = labels;
    }

    /// @param all that there are; the field itself may be among them
    void check(CustomField wished, List<CustomField> all) {
        var errors = new ArrayList<FieldError>();
        if (!NAME.matcher(wished.name()).matches()) {
            errors.add(FieldError.of("name", CustomFieldProblem.NAME_FORM, wished.name()));
        }
        if (NOT_OFFERED.contains(wished.type())) {
            errors.add(FieldError.of("type", CustomFieldProblem.TYPE_NOT_OFFERED, wished.type()));
        }
        checkPlace(wished, errors);
        checkLabel(wished, all, errors);
        checkOptions(wished, errors);
        checkUse(wished, errors);
        RecordInput.refuse(errors);
    }

    private static void checkPlace(CustomField wished, List<FieldError> errors) {
        var sections = CustomerFields.ALL.stream().map(Field::section).collect(Collectors.toSet());
        if (!sections.contains(wished.section())) {
            errors.add(
                    FieldError.of("section", CustomFieldProblem.SECTION_UNKNOWN, wished.section()));
        }
        var only = OF_ONE_KIND.get(wished.section());
        if (only != null && !wished.kinds().equals(Set.of(only))) {
            errors.add(FieldError.of("kinds", CustomFieldProblem.SECTION_OF_OTHER_KIND));
        }
    }

    /// By its label a field is known in lists, and found in the heading of a file.
    private void checkLabel(CustomField wished, List<CustomField> all, List<FieldError> errors) {
        var label = wished.names().label();
        var others =
                Stream.concat(
                        CustomerFields.ALL.stream()
                                .map(field -> labels.of("customer", field))
                                .flatMap(
                                        each ->
                                                Stream.of(
                                                        each.in(Locale.SIMPLIFIED_CHINESE),
                                                        each.in(Locale.ENGLISH))),
                        all.stream()
                                .filter(field -> !field.name().equals(wished.name()))
                                .map(field -> field.names().label())
                                .flatMap(each -> Stream.of(each.chinese(), each.english())));
        var taken = others.map(CustomFieldRules::folded).collect(Collectors.toSet());
        taken.remove("");
        if (taken.contains(folded(label.chinese()))) {
            errors.add(FieldError.of("label.zh", CustomFieldProblem.LABEL_TAKEN, label.chinese()));
        }
        if (taken.contains(folded(label.english()))) {
            errors.add(FieldError.of("label.en", CustomFieldProblem.LABEL_TAKEN, label.english()));
        }
    }

    private static String folded(String label) {
        return label.strip().toLowerCase(Locale.ROOT);
    }

    private static void checkOptions(CustomField wished, List<FieldError> errors) {
        var options = wished.names().options();
        boolean chosen = wished.type() == FieldType.CHOICE || wished.type() == FieldType.CHOICES;
        if (!chosen && !options.isEmpty()) {
            errors.add(FieldError.of("options", CustomFieldProblem.OPTIONS_NEEDLESS));
        }
        if (wished.type() == FieldType.CHOICE && options.stream().allMatch(OwnOption::retired)) {
            errors.add(FieldError.of("options", CustomFieldProblem.OPTIONS_MISSING));
        }
        var codes = new HashSet<String>();
        var names = new HashSet<String>();
        for (int place = 0; place < options.size(); place++) {
            var option = options.get(place);
            boolean again = !codes.add(option.code());
            if (!names.add(folded(option.label().chinese())) || again) {
                errors.add(
                        FieldError.of(
                                "options[" + place + "]",
                                CustomFieldProblem.OPTION_TWICE,
                                option.label().chinese()));
            }
        }
    }

    private static void checkUse(CustomField wished, List<FieldError> errors) {
        if (wished.sensitive() && NOT_SEALED.contains(wished.type())) {
            errors.add(FieldError.of("sensitive", CustomFieldProblem.NOT_SEALABLE));
        }
        boolean words = WORDS.contains(wished.type()) || isFree(wished);
        if (wished.searched() && (wished.sensitive() || !words)) {
            errors.add(FieldError.of("searched", CustomFieldProblem.NOT_SEARCHABLE));
        }
        if (wished.least() != null && !NUMBERS.contains(wished.type())) {
            errors.add(FieldError.of("minimum", CustomFieldProblem.LEAST_NEEDLESS));
        }
        int most = wished.type() == FieldType.LONG_TEXT ? LONGEST_TEXT : LONGEST_LINE;
        if (wished.longest() > most) {
            errors.add(FieldError.of("maxLength", CustomFieldProblem.TOO_LONG, most));
        }
    }

    /// Words without a list of their own.
    private static boolean isFree(CustomField wished) {
        return wished.type() == FieldType.CHOICES && wished.names().options().isEmpty();
    }

    /// What has one order for everybody: texts are sorted by sound, which is not stored of them.
    static boolean isOrderable(CustomField field) {
        return !field.sensitive() && ORDERED.contains(field.type());
    }

    /// What the values in the files depend on stays; options are retired, never taken away.
    static void checkChange(CustomField before, CustomField wished) {
        var errors = new ArrayList<FieldError>();
        if (wished.type() != before.type()) {
            errors.add(FieldError.of("type", CustomFieldProblem.FIXED));
        }
        if (wished.sensitive() != before.sensitive()) {
            errors.add(FieldError.of("sensitive", CustomFieldProblem.FIXED));
        }
        if (wished.searched() != before.searched()) {
            errors.add(FieldError.of("searched", CustomFieldProblem.FIXED));
        }
        var kept =
                wished.names().options().stream().map(OwnOption::code).collect(Collectors.toSet());
        before.names().options().stream()
                .filter(option -> !kept.contains(option.code()))
                .map(option -> option.label().chinese())
                .forEach(
                        gone ->
                                errors.add(
                                        FieldError.of(
                                                "options", CustomFieldProblem.OPTION_GONE, gone)));
        RecordInput.refuse(errors);
    }
}
