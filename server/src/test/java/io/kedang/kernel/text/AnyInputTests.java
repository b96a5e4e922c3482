package io.kedang.kernel.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.kedang.kernel.text.IdNumber.Document;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// Whatever arrives from outside, a rule answers; it neither throws nor takes long.
class AnyInputTests {
    private static final Map<String, Function<String, ?>> RULES = new LinkedHashMap<>();

    private static final Set<String> WORST = Set.of("庆");

    static {
        RULES.put("fold", Folding::fold);
        RULES.put("tidy", Folding::tidy);
        RULES.put("tidyLines", Folding::tidyLines);
        RULES.put("grams", text -> Grams.of("n", text));
        RULES.put("query", text -> Grams.query("n", text));
        RULES.put("person", Pinyin::ofPerson);
        RULES.put("organisation", Pinyin::ofOrganisation);
        RULES.put("key", OrganisationName::key);
        RULES.put("loose key", OrganisationName::looseKey);
        RULES.put("credit code", CreditCode::parse);
        RULES.put("id number", IdNumber::parse);
        for (var document : Document.values()) {
            RULES.put(document.name(), text -> IdNumber.parse(document, text));
        }
        RULES.put("phone", PhoneNumber::parse);
        RULES.put("phones", PhoneNumber::split);
        RULES.put("digits", PhoneNumber::digits);
        RULES.put("searched digits", PhoneNumber::searchedDigits);
        RULES.put("mobile", text -> PhoneNumber.isPersonalMobile(text));
        RULES.put("display", text -> new PhoneNumber(text).display());
        RULES.put("postcode", text -> Postcode.parse(text, "CN"));
        RULES.put("foreign postcode", text -> Postcode.parse(text, "GB"));
        RULES.put("e-mail", EmailAddress::parse);
        RULES.put("link", WebLink::parse);
        RULES.put("account", BankAccount::parse);
        RULES.put("bank", BankAccount::parseBankNumber);
        RULES.put("date", DateText::parse);
        RULES.put("instant", text -> InstantText.parse(text, ZoneOffset.UTC));
        RULES.put("decimal", NumberText::decimal);
        RULES.put("whole", NumberText::whole);
        RULES.put("yes or no", YesNo::parse);
        RULES.put("mask of a phone", Masks::phone);
        RULES.put("mask of an id", Masks::idNumber);
        RULES.put("mask of an e-mail", Masks::email);
        RULES.put("mask of a person", Masks::person);
        RULES.put("mask of a name", Masks::name);
        RULES.put("mask of an address", Masks::address);
        RULES.put("mask of an account", Masks::bankAccount);
        RULES.put("mask of a birth date", Masks::birthDate);
        RULES.put("masked", Masks::looksMasked);
    }

    @Property
    void noRuleThrows(@ForAll("anything") String text) {
        RULES.forEach(
                (name, rule) ->
                        assertThatCode(() -> rule.apply(text)).as(name).doesNotThrowAnyException());
    }

    @Test
    void megabytesOfAnythingAreAnswered() {
        for (var piece :
                new String[] {
                    "庆",
                    "1",
                    "a",
                    " ",
                    "\u0000",
                    "\uD800",
                    "*",
                    "e\u0301",
                    "か\u3099",
                    "ᄀ\u1161\u11A8",
                    ".",
                    "a@",
                    "(",
                    "-1",
                    "万",
                    "𠮷",
                    "转1",
                    "a.",
                    "10:",
                    "有限公司",
                    "市",
                    "%",
                    "/"
                }) {
            int length = WORST.contains(piece) ? 10 << 20 : 1 << 20;
            var text = piece.repeat(length / piece.length());
            RULES.forEach(
                    (name, rule) -> {
                        long start = System.nanoTime();
                        assertThatCode(() -> rule.apply(text))
                                .as(name + " of many " + piece)
                                .doesNotThrowAnyException();
                        assertThat(Duration.ofNanos(System.nanoTime() - start))
                                .as(name + " of many " + piece)
                                .isLessThan(Duration.ofSeconds(20));
                    });
        }
    }

    @Provide
    Arbitrary<String> anything() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(80),
                Arbitraries.strings()
                        .withChars("0123456789+-(). 转#ext/E年月日:万亿约.,@Xx*")
                        .ofMaxLength(40),
                Arbitraries.strings().withCharRange('\uD700', '\uE0FF').ofMaxLength(20),
                Arbitraries.strings().ascii().ofMaxLength(60),
                Arbitraries.strings()
                        .withChars("httpsjavascript:/.@xn--例子中国？＃％[]")
                        .ofMaxLength(40));
    }
}
