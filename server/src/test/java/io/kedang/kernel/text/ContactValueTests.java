package io.kedang.kernel.text;

import static io.kedang.kernel.text.Parsing.problem;
import static io.kedang.kernel.text.Parsing.right;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.kernel.Parsed;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Postcodes, e-mail addresses, web addresses, bank accounts.
class ContactValueTests {
    @Test
    void aChinesePostcodeHasSixDigits() {
        assertThat(right(Postcode.parse(" ４００ 010", "CN"))).isEqualTo("400010");
        assertThat(problem(Postcode.parse("40001", "CN"))).isEqualTo(ValueProblem.POSTCODE_FORM);
        assertThat(problem(Postcode.parse("SW1A 1AA", "CN"))).isEqualTo(ValueProblem.POSTCODE_FORM);
    }

    @Test
    void aForeignPostcodeIsWhateverCouldBeOne() {
        assertThat(right(Postcode.parse("sw1a 1aa", "GB"))).isEqualTo("SW1A 1AA");
        assertThat(right(Postcode.parse("100-0001", "JP"))).isEqualTo("100-0001");
        assertThat(problem(Postcode.parse("<b>", "JP"))).isEqualTo(ValueProblem.POSTCODE_FORM);
    }

    @ParameterizedTest
    @CsvSource({
        "Wang.Fang@Example.COM, wang.fang@example.com",
        "'　ａ＠ｂ．ｃｎ ', a@b.cn",
        "mailto:info+cn@example.com, info+cn@example.com",
        "王@例子.中国, ",
        "info@例子.中国, info@xn--fsqu00a.xn--fiqs8s",
    })
    void anAddressIsInLowerCaseAndItsHostInAscii(String typed, String address) {
        if (address == null) {
            assertThat(problem(EmailAddress.parse(typed))).isEqualTo(ValueProblem.EMAIL_FORM);
        } else {
            assertThat(right(EmailAddress.parse(typed))).isEqualTo(address);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a@",
                "@b.cn",
                "a@b",
                "a b@c.cn",
                "a@b..cn",
                ".a@b.cn",
                "a@-b.cn",
                "a@b.cn,c@d.cn",
                "z****@example.com@",
                "a@b.c_n",
                "<a@b.cn>",
                "a@.cn"
            })
    void whatIsNoAddressIsRefused(String typed) {
        assertThat(problem(EmailAddress.parse(typed))).isEqualTo(ValueProblem.EMAIL_FORM);
    }

    @ParameterizedTest
    @CsvSource({
        "www.example.com, https://www.example.com",
        "http://Example.com/路径?q=1#x, http://example.com/路径?q=1#x",
        "HTTPS://例子.中国/, https://xn--fsqu00a.xn--fiqs8s/",
        "example.com:8080/a, https://example.com:8080/a",
        "http://192.168.1.10:81, http://192.168.1.10:81",
        "ｗｗｗ．example．com, https://www.example.com"
    })
    void aLinkHasASchemeAndAHost(String typed, String link) {
        assertThat(right(WebLink.parse(typed))).isEqualTo(link);
        assertThat(right(WebLink.parse(link))).isEqualTo(link);
    }

    @ParameterizedTest
    @CsvSource({
        "javascript:alert(1), javascript",
        "JavaScript://example.com/%0aalert(1), javascript",
        "'java\u200Bscript:alert(1)', javascript",
        "data:text/html;base64, data",
        "file:///etc/passwd, file",
        "vbscript:x, vbscript",
        "ftp://example.com, ftp"
    })
    void otherSchemesAreRefusedByName(String typed, String scheme) {
        assertThat(WebLink.parse(typed)).isEqualTo(Parsed.wrong(ValueProblem.LINK_SCHEME, scheme));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://",
                "http:example.com",
                "localhost",
                "无网站",
                "http://a b.com",
                "https://user@evil.com",
                "http://300.1.1.1",
                "http://example.com/\"onclick=",
                "http://example.com/<b>",
                "http://example.com:99999999"
            })
    void whatIsNoLinkIsRefused(String typed) {
        assertThat(problem(WebLink.parse(typed))).isEqualTo(ValueProblem.LINK_FORM);
    }

    @Test
    void aCardThatFailsLuhnIsOnlyDoubtful() {
        var card = right(BankAccount.parse("6222 0212 3456 7890 129"));
        assertThat(card.text()).isEqualTo("6222021234567890129");
        assertThat(right(BankAccount.parse("4111 1111 1111 1111")).isDoubtful()).isFalse();
        assertThat(right(BankAccount.parse("4111 1111 1111 1112")).isDoubtful()).isTrue();
        assertThat(right(BankAccount.parse("3100-0001-2345")).isDoubtful()).isFalse();
        assertThat(right(BankAccount.parse("gb82west12345698765432")).text())
                .isEqualTo("GB82WEST12345698765432");
        assertThat(card.toString()).isEqualTo("6222********0129");
    }

    @Test
    void whatIsNoAccountIsRefused() {
        for (var typed : new String[] {"1234", "账号", "6222****0129", "ABCDEFG", "1".repeat(35)}) {
            assertThat(problem(BankAccount.parse(typed))).isEqualTo(ValueProblem.BANK_ACCOUNT_FORM);
        }
    }

    @Test
    void aBankHasANumberOfTwelveDigits() {
        assertThat(right(BankAccount.parseBankNumber("1026 5300 0001"))).isEqualTo("102653000001");
        assertThat(problem(BankAccount.parseBankNumber("10265300000")))
                .isEqualTo(ValueProblem.BANK_NUMBER_FORM);
    }
}
