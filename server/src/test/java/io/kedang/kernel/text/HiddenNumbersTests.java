package io.kedang.kernel.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.kernel.text.HiddenNumbers.Kind;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class HiddenNumbersTests {
    private static List<Kind> kinds(String text) {
        return HiddenNumbers.find(text).stream().map(HiddenNumbers.Found::kind).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "13812345678",
                "138 1234 5678",
                "138-1234-5678",
                "138－1234－5678",
                "138.1234.5678",
                "138　1234　5678",
                "138\u200B1234\u200B5678",
                "(138) 1234-5678",
                "１３８１２３４５６７８",
                "+8613812345678",
                "+86 138 1234 5678",
                "0086-13812345678",
                "8613812345678",
                "(86)13812345678"
            })
    void aMobileIsFoundHoweverItIsWritten(String number) {
        assertThat(kinds(number)).containsExactly(Kind.MOBILE);
        var text = "客户说" + number + "，下午联系";
        assertThat(kinds(text)).containsExactly(Kind.MOBILE);
        assertThat(HiddenNumbers.without(text)).doesNotContainPattern("\\p{Nd}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "11010519491231002X",
                "11010519491231002x",
                "１１０１０５１９４９１２３１００２Ｘ",
                "110105 19491231 002X",
                "110105-19491231-002X"
            })
    void anIdNumberWithItsCheckDigitIsFound(String number) {
        assertThat(kinds("身份证" + number + "。")).containsExactly(Kind.ID_NUMBER);
        assertThat(HiddenNumbers.without("身份证" + number + "。"))
                .doesNotContainPattern("[\\p{Nd}XxＸ]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"4111111111111111", "6222 0212 3456 7890 128", "6222-0212-3456-7890-128"})
    void aBankAccountWithItsCheckDigitIsFound(String number) {
        assertThat(kinds("账号:" + number + " 工行")).containsExactly(Kind.BANK_ACCOUNT);
    }

    @Test
    void anAddressOfEmailIsFound() {
        assertThat(kinds("发到 wang.wei+a@mail.example.com.cn，谢谢")).containsExactly(Kind.EMAIL);
        assertThat(kinds("发到wang＠example.com谢谢")).containsExactly(Kind.EMAIL);
        assertThat(HiddenNumbers.without("发到a1@b.cn。")).isEqualTo("发到 。");
    }

    @Test
    void severalStandBesideEachOther() {
        assertThat(kinds("13812345678 13912345678/13712345678,11010519491231002X"))
                .containsExactly(Kind.MOBILE, Kind.MOBILE, Kind.MOBILE, Kind.ID_NUMBER);
        assertThat(HiddenNumbers.without("甲13812345678乙13912345678丙")).isEqualTo("甲 乙 丙");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "订单 202611220001",
                "统一社会信用代码 91500000MA5U3ABC0X",
                "110105194912310021",
                "4111111111111112",
                "023-68886666",
                "2026-11-22 18:30:05",
                "合同额 12000000 元，尾款 3500000 元",
                "9913812345678",
                "138123456789",
                "a@b",
                ""
            })
    void whatIsNoSuchNumberStays(String text) {
        assertThat(HiddenNumbers.find(text)).isEmpty();
        assertThat(HiddenNumbers.without(text)).isSameAs(text);
    }
}
