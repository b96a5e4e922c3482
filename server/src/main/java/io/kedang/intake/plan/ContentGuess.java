package io.kedang.intake.plan;

import io.kedang.kernel.Parsed;
import io.kedang.kernel.text.CreditCode;
import io.kedang.kernel.text.EmailAddress;
import io.kedang.kernel.text.IdNumber;
import io.kedang.kernel.text.PhoneNumber;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Rule: what a column without a telling name holds, by the form of its values. Only forms that are
/// hardly anything else.
final class ContentGuess {
    private static final int FEWEST = 3;
    private static final double SHARE = 0.9;
    private static final Pattern LINK = Pattern.compile("(?:https?://|www\\.)\\S+");
    private static final Pattern FIRM =
            Pattern.compile(".*(?:公司|集团|合作社|事务所|研究院|Ltd\\.?|Inc\\.?|GmbH)$");

    private static final Map<String, Predicate<String>> FORMS = forms();

    private ContentGuess() {}

    private static Map<String, Predicate<String>> forms() {
        var forms = new LinkedHashMap<String, Predicate<String>>();
        forms.put("creditCode", value -> isRight(CreditCode.parse(value)));
        forms.put("idNumber", value -> value.length() == 18 && isRight(IdNumber.parse(value)));
        forms.put("mobile", ContentGuess::isMobile);
        forms.put("email", value -> value.contains("@") && isRight(EmailAddress.parse(value)));
        forms.put("website", value -> LINK.matcher(value).matches());
        forms.put("phone", ContentGuess::isLandline);
        forms.put("customer.name", value -> FIRM.matcher(value).matches());
        forms.put("name", value -> FIRM.matcher(value).matches());
        return forms;
    }

    /// The field that nearly all values of the column have the form of.
    ///
    /// @param wanted fields that are still without a column
    static Optional<String> field(List<String> values, Set<String> wanted) {
        var present = values.stream().map(String::strip).filter(value -> !value.isEmpty()).toList();
        if (present.size() < FEWEST) {
            return Optional.empty();
        }
        return FORMS.entrySet().stream()
                .filter(form -> wanted.contains(form.getKey()))
                .filter(
                        form ->
                                present.stream().filter(form.getValue()).count()
                                        >= SHARE * present.size())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static boolean isMobile(String value) {
        return PhoneNumber.parse(value) instanceof Parsed.Right(var number)
                && PhoneNumber.isPersonalMobile(number.text());
    }

    private static boolean isLandline(String value) {
        return value.startsWith("0") && isRight(PhoneNumber.parse(value)) && !isMobile(value);
    }

    private static boolean isRight(Parsed<?> parsed) {
        return parsed instanceof Parsed.Right<?>;
    }
}
