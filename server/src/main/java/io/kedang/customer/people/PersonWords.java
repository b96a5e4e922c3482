package io.kedang.customer.people;

import io.kedang.customer.CustomerFields;
import io.kedang.customer.people.PersonStore.Term;
import io.kedang.kernel.text.Folding;
import io.kedang.kernel.text.GramCodes;
import io.kedang.kernel.text.Grams;
import io.kedang.kernel.text.PhoneNumber;
import io.kedang.sealing.PhoneTokens;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Rule: what the search box over people asks of their index.
@Component
class PersonWords {
    private final PhoneTokens tokens;
    private final List<String> numbers;

    PersonWords(PhoneTokens tokens) {
        this.tokens = tokens;
        numbers = Stream.of("mobile", "phone").map(key -> People.KIND + "." + key).toList();
    }

    /// Null when nothing was typed.
    @Nullable Term term(String typed) {
        var folded = Folding.fold(typed).strip();
        if (folded.isEmpty()) {
            return null;
        }
        var digits = PhoneNumber.searchedDigits(typed);
        var wanted =
                numbers.stream()
                        .flatMapToLong(field -> LongStream.of(tokens.queryTokens(field, folded)))
                        .boxed()
                        .toArray(Long[]::new);
        return new Term(
                "%" + folded.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%",
                grams(CustomerFields.NAMES, folded),
                grams(CustomerFields.PINYIN, folded.replace(" ", "")),
                grams(CustomerFields.NUMBERS, digits.isEmpty() ? folded : digits),
                wanted.length == 0 ? null : wanted);
    }

    private static Integer @Nullable [] grams(String group, String term) {
        var grams = Grams.query(group, term);
        return grams.isEmpty() ? null : GramCodes.of(grams);
    }
}
