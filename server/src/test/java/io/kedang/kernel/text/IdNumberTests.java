package io.kedang.kernel.text;

import static io.kedang.kernel.text.Parsing.problem;
import static io.kedang.kernel.text.Parsing.right;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.kernel.text.IdNumber.Document;
import io.kedang.kernel.text.IdNumber.Sex;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.LocalDate;

class IdNumberTests {
    @Test
    void theExampleOfTheStandardIsANumberOfAWomanBornIn1949() {
        var number = right(IdNumber.parse("11010519491231002X"));
        assertThat(number.birthDate()).isEqualTo(LocalDate.of(1949, 12, 31));
        assertThat(number.sex()).isEqualTo(Sex.FEMALE);
        assertThat(number.region()).isEqualTo("110105");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "11010519491231002x",
                "110105 19491231 002X",
                "１１０１０５１９４９１２３１００２Ｘ",
                "110105491231002"
            })
    void otherSpellingsAndTheOldFormBecomeTheOneOf18(String typed) {
        assertThat(right(IdNumber.parse(typed)).text()).isEqualTo("11010519491231002X");
    }

    @Test
    void aWrongCheckDigitIsRefused() {
        assertThat(problem(IdNumber.parse("110105194912310021")))
                .isEqualTo(ValueProblem.ID_NUMBER_CHECK);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "110105194902300024",
                "110105299912310020",
                "110105170012310026",
                "110105491331002"
            })
    void aBirthDateThatDoesNotExistIsRefused(String typed) {
        assertThat(problem(IdNumber.parse(typed))).isEqualTo(ValueProblem.ID_NUMBER_DATE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1101051949123100",
                "110105********002X",
                "身份证",
                "000000000000000000",
                "11010519491231002A",
                "X1010519491231002X",
                "1.10105E+17"
            })
    void otherFormsAreRefused(String typed) {
        assertThat(problem(IdNumber.parse(typed))).isEqualTo(ValueProblem.ID_NUMBER_FORM);
    }

    @Test
    void theNumberNeverReachesALog() {
        assertThat(right(IdNumber.parse("11010519491231002X")).toString())
                .isEqualTo("110105********002X");
    }

    @ParameterizedTest
    @CsvSource({
        "HONG_KONG_MACAO_PERMIT, h 12345678, H12345678",
        "TAIWAN_PERMIT, 12345678, 12345678",
        "PASSPORT, e12345678, E12345678",
        "FOREIGN_PERMANENT_RESIDENT, CHN110080010101, CHN110080010101",
        "RESIDENT_CARD, 110105491231002, 11010519491231002X",
        "OTHER, 军字第1234567号, 军字第1234567号"
    })
    void otherDocumentsHaveAFormButNoCheckDigit(Document document, String typed, String number) {
        assertThat(right(IdNumber.parse(document, typed))).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource({
        "HONG_KONG_MACAO_PERMIT, A12345678",
        "TAIWAN_PERMIT, 1234",
        "PASSPORT, 护照",
        "PASSPORT, E1*****78",
        "OTHER, x"
    })
    void numbersOfAnotherFormAreRefused(Document document, String typed) {
        assertThat(problem(IdNumber.parse(document, typed)))
                .isEqualTo(ValueProblem.ID_DOCUMENT_FORM);
    }
}
