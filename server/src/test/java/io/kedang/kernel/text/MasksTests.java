package io.kedang.kernel.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MasksTests {
    @ParameterizedTest
    @CsvSource({
        "+8613800138000, 138****8000",
        "+8613800138000;ext=12, 138****8000 转 ****",
        "+862388886666, 023-****6666",
        "+868312345678, 0831-****5678",
        "+442079460958, +44****0958",
        "+864008208820, 400-820-8820",
        "95533, 95533",
        "重庆, ****",
        "+86, ****",
        "'', ****"
    })
    void aPhoneKeepsItsHeadAndItsLastFour(String number, String masked) {
        assertThat(Masks.phone(number)).isEqualTo(masked);
    }

    @Test
    void eachKindOfValueHasItsOneMask() {
        assertThat(Masks.idNumber("11010519491231002X")).isEqualTo("110105********002X");
        assertThat(Masks.idNumber("E12345678")).isEqualTo("E******78");
        assertThat(Masks.email("zhang.san@example.com")).isEqualTo("z****@example.com");
        assertThat(Masks.email("z@example.com")).isEqualTo("****@example.com");
        assertThat(Masks.person("王芳")).isEqualTo("王*");
        assertThat(Masks.person("曾国藩")).isEqualTo("曾**");
        assertThat(Masks.person("欧阳修")).isEqualTo("欧阳*");
        assertThat(Masks.person("John Smith")).isEqualTo("J***");
        assertThat(Masks.person("𠮷田一")).isEqualTo("𠮷**");
        assertThat(Masks.name("重庆江岳新材料有限公司")).isEqualTo("重庆****公司");
        assertThat(Masks.name("王芳")).isEqualTo("王*");
        assertThat(Masks.bankAccount("6222021234567890129")).isEqualTo("6222********0129");
        assertThat(Masks.bankAccount("1234")).isEqualTo("****");
        assertThat(Masks.birthDate("1990-08-15")).isEqualTo("1990-**-**");
    }

    @ParameterizedTest
    @CsvSource({
        "四川省成都市武侯区天府大道100号, 四川省成都市武侯区****",
        "北京市朝阳区建国路1号, 北京市朝阳区****",
        "新疆维吾尔自治区伊犁哈萨克自治州伊宁市解放路, 新疆维吾尔自治区伊犁哈萨克自治州伊宁市****",
        "天府大道100号, ****",
        "'12 Main Street', ****"
    })
    void anAddressIsShownDownToItsDistrict(String address, String masked) {
        assertThat(Masks.address(address)).isEqualTo(masked);
    }

    @Test
    void aMaskedValueSentBackIsRecognised() {
        for (var masked :
                new String[] {
                    Masks.phone("+8613800138000"),
                    Masks.idNumber("11010519491231002X"),
                    Masks.email("zhang@example.com"),
                    Masks.person("王芳"),
                    Masks.address("重庆市江北区建新北路1号"),
                    Masks.bankAccount("6222021234567890129"),
                    Masks.birthDate("1990-08-15"),
                    "138＊＊＊＊8000",
                    Masks.HIDDEN
                }) {
            assertThat(Masks.looksMasked(masked)).as(masked).isTrue();
        }
        assertThat(Masks.looksMasked("13800138000")).isFalse();
    }

    @Property
    void nothingIsShownOfWhatIsNoValue(@ForAll String any) {
        for (var masked :
                new String[] {
                    Masks.phone(any),
                    Masks.idNumber(any),
                    Masks.email(any),
                    Masks.person(any),
                    Masks.name(any),
                    Masks.address(any),
                    Masks.bankAccount(any),
                    Masks.birthDate(any)
                }) {
            assertThat(masked).isNotEmpty();
        }
    }
}
