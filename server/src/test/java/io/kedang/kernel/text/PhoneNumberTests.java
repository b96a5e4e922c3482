package io.kedang.kernel.text;

import static io.kedang.kernel.text.Parsing.problem;
import static io.kedang.kernel.text.Parsing.right;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber;

import io.kedang.kernel.text.PhoneNumber.Kind;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumberTests {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    138 0013 8000            | +8613800138000          | 138 0013 8000          | MOBILE
                    +86-138-0013-8000        | +8613800138000          | 138 0013 8000          | MOBILE
                    １３８００１３８０００   | +8613800138000          | 138 0013 8000          | MOBILE
                    8613800138000            | +8613800138000          | 138 0013 8000          | MOBILE
                    008613800138000          | +8613800138000          | 138 0013 8000          | MOBILE
                    13800138000.0            | +8613800138000          | 138 0013 8000          | MOBILE
                    17012345678              | +8617012345678          | 170 1234 5678          | MOBILE
                    19912345678              | +8619912345678          | 199 1234 5678          | MOBILE
                    （0755）8888-8888        | +8675588888888          | 0755-88888888          | LANDLINE
                    0755－8888 8888          | +8675588888888          | 0755-88888888          | LANDLINE
                    +86(0)755 88888888       | +8675588888888          | 0755-88888888          | LANDLINE
                    86 23 88886666           | +862388886666           | 023-88886666           | LANDLINE
                    +86 10 6234 5678         | +861062345678           | 010-62345678           | LANDLINE
                    0831-2345678             | +868312345678           | 0831-2345678           | LANDLINE
                    010-6234567              | +86106234567            | 010-6234567            | LANDLINE
                    (0755) 623 4567 转 12    | +867556234567;ext=12    | 0755-6234567 转 12     | LANDLINE
                    010-12345678转8001       | +861012345678;ext=8001  | 010-12345678 转 8001   | LANDLINE
                    010-12345678 分机：8001  | +861012345678;ext=8001  | 010-12345678 转 8001   | LANDLINE
                    010-12345678(转8001)     | +861012345678;ext=8001  | 010-12345678 转 8001   | LANDLINE
                    010-12345678－8001       | +861012345678;ext=8001  | 010-12345678 转 8001   | LANDLINE
                    010-12345678#8001        | +861012345678;ext=8001  | 010-12345678 转 8001   | LANDLINE
                    010-12345678 Ext. 8001   | +861012345678;ext=8001  | 010-12345678 转 8001   | LANDLINE
                    0755-8888-8888-801       | +8675588888888;ext=801  | 0755-88888888 转 801   | LANDLINE
                    13800138000转12          | +8613800138000;ext=12   | 138 0013 8000 转 12    | MOBILE
                    400-820-8820             | +864008208820           | 400-820-8820           | HOTLINE
                    4008208820-1             | +864008208820;ext=1     | 400-820-8820 转 1      | HOTLINE
                    800 820 8820             | +868008208820           | 800-820-8820           | HOTLINE
                    95533                    | 95533                   | 95533                  | SERVICE
                    10086                    | 10086                   | 10086                  | SERVICE
                    110                      | 110                     | 110                    | SERVICE
                    12315                    | 12315                   | 12315                  | SERVICE
                    0571-96345               | +8657196345             | 0571-96345             | LANDLINE
                    +852 9123 4567           | +85291234567            | +852 9123 4567         | FOREIGN
                    0044 20 7946 0958        | +442079460958           | +44 20 7946 0958       | FOREIGN
                    +1 650-253-0000 x12      | +16502530000;ext=12     | +1 650-253-0000 转 12  | FOREIGN
                    """)
    void aNumberHasOneNormalForm(String typed, String text, String display, Kind kind) {
        var number = right(PhoneNumber.parse(typed));
        assertThat(number.text()).isEqualTo(text);
        assertThat(number.display()).isEqualTo(display);
        assertThat(number.kind()).isEqualTo(kind);
        assertThat(right(PhoneNumber.parse(text))).isEqualTo(number);
        assertThat(right(PhoneNumber.parse(display))).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12345678901",
                "0831-23456789",
                "0300-1234567",
                "QQ12345678",
                "138****8000",
                "1380013800",
                "电话",
                "138001380001",
                "+86 12",
                "+999 123456",
                "02388886666 8001 9",
                "-",
                "+",
                "转8001",
                "110-12"
            })
    void whatIsNoNumberIsRefused(String typed) {
        assertThat(problem(PhoneNumber.parse(typed))).isEqualTo(ValueProblem.PHONE_FORM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.38123E+10", "1.38e10", "1E+10", "8.61381E+12"})
    void whatASpreadsheetHasShortenedIsRefusedForThatReason(String typed) {
        assertThat(problem(PhoneNumber.parse(typed))).isEqualTo(ValueProblem.PHONE_DAMAGED);
    }

    @Test
    void aLandlineWithoutAreaCodeIsRefusedForThatReason() {
        assertThat(problem(PhoneNumber.parse("8888-6666"))).isEqualTo(ValueProblem.PHONE_AREA_CODE);
        assertThat(problem(PhoneNumber.parse("2345678"))).isEqualTo(ValueProblem.PHONE_AREA_CODE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "13800138000/023-88886666",
                "138 0013 8000、023-88886666",
                "13800138000 023-88886666",
                "13800138000\n023-88886666",
                "13800138000；023-88886666",
                "13800138000或023-88886666"
            })
    void severalNumbersInOnePlaceAreRefusedAsSuchAndCanBeSplit(String typed) {
        assertThat(problem(PhoneNumber.parse(typed))).isEqualTo(ValueProblem.PHONE_SEVERAL);
        assertThat(PhoneNumber.split(typed))
                .map(part -> right(PhoneNumber.parse(part)).text())
                .containsExactly("+8613800138000", "+862388886666");
    }

    @Test
    void oneNumberOrNoneIsNotSplit() {
        assertThat(PhoneNumber.split("138 0013 8000")).containsExactly("138 0013 8000");
        assertThat(PhoneNumber.split("上午/下午")).containsExactly("上午/下午");
    }

    @ParameterizedTest
    @CsvSource({
        "13800138000, true",
        "17012345678转1, true",
        "+85291234567, true",
        "+16502530000, true",
        "+85223456789, false",
        "023-88886666, false",
        "400-820-8820, false",
        "95533, false"
    })
    void aPersonalMobileIsKnownByItsForm(String typed, boolean mobile) {
        assertThat(PhoneNumber.isPersonalMobile(right(PhoneNumber.parse(typed)).text()))
                .isEqualTo(mobile);
    }

    @Test
    void digitsForSearchAreThoseThatPeopleDial() {
        assertThat(PhoneNumber.digits("+8613800138000")).isEqualTo("13800138000");
        assertThat(PhoneNumber.digits("+862388886666;ext=8001")).isEqualTo("02388886666");
        assertThat(PhoneNumber.digits("+864008208820")).isEqualTo("4008208820");
        assertThat(PhoneNumber.digits("95533")).isEqualTo("95533");
        assertThat(PhoneNumber.digits("+442079460958")).isEqualTo("442079460958");
        assertThat(PhoneNumber.digits("")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "+86 138 0013, 1380013",
        "023-8888, 0238888",
        "（023）8888, 0238888",
        "8000, 8000",
        "重庆8000, ''",
        "'', ''"
    })
    void aTermIsSearchedByItsDigits(String term, String digits) {
        assertThat(PhoneNumber.searchedDigits(term)).isEqualTo(digits);
    }

    @Property
    void theFastWayTakesWhatTheLibraryTakesAndTheOldNumbersOfLongerAreas(
            @ForAll("landlines") String national) {
        int area = MainlandPhones.areaLength(national);
        boolean old =
                national.length() == area + 7 && isInUse(national.substring(0, area) + "62345678");
        assertThat(MainlandPhones.e164("0" + national) != null)
                .as(national)
                .isEqualTo(isInUse(national) || old);
    }

    private static boolean isInUse(String national) {
        return PhoneNumberUtil.getInstance()
                .isValidNumber(
                        new Phonenumber.PhoneNumber()
                                .setCountryCode(86)
                                .setNationalNumber(Long.parseLong(national)));
    }

    @Test
    void aNumberAbroadThatCouldNotBeReadAgainIsRefused() {
        assertThat(PhoneNumber.parse("004900")).isInstanceOf(io.kedang.kernel.Parsed.Wrong.class);
    }

    @Property
    void aNormalFormIsReadAsItself(@ForAll("typed") String typed) {
        if (PhoneNumber.parse(typed)
                instanceof io.kedang.kernel.Parsed.Right<PhoneNumber>(var number)) {
            assertThat(right(PhoneNumber.parse(number.text()))).isEqualTo(number);
            assertThat(right(PhoneNumber.parse(number.display()))).isEqualTo(number);
        }
    }

    /// Of such numbers in large cities the library takes some and refuses others.
    private static boolean isTollFree(String number) {
        return number.startsWith("800");
    }

    @Provide
    Arbitrary<String> landlines() {
        var rest = Arbitraries.strings().numeric();
        return Arbitraries.integers()
                .between(10, 999)
                .filter(area -> area >= 300 && area != 400 && area != 800 || area < 30)
                .filter(area -> area == 10 || area >= 20)
                .flatMap(
                        area ->
                                Arbitraries.integers()
                                        .between(2, 8)
                                        .flatMap(
                                                first ->
                                                        rest.ofMinLength(6)
                                                                .ofMaxLength(7)
                                                                .map(more -> first + more)
                                                                .filter(
                                                                        number ->
                                                                                !isTollFree(number))
                                                                .map(number -> area + number)));
    }

    @Provide
    Arbitrary<String> typed() {
        return Arbitraries.oneOf(
                Arbitraries.strings().numeric().ofMinLength(3).ofMaxLength(15),
                Arbitraries.strings().numeric().ofMinLength(7).ofMaxLength(14).map(s -> "+" + s),
                landlines().map(s -> "0" + s),
                landlines().map(s -> "0" + s + "转12"));
    }
}
