package io.kedang.kernel.text;

import io.kedang.kernel.Parsed;

import java.util.Locale;

/// A Unified Social Credit Code 统一社会信用代码 (GB 32100-2015): 18 digits and capital letters
/// without I, O, S, V, Z; the last one is a check digit.
///
/// @param text 18 characters, upper case
public record CreditCode(String text) {
    private static final String DIGITS = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final int[] WEIGHTS = {
        1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28
    };

    /// The department that registered the bearer, by the first character of the code.
    public enum Authority {
        /// 机构编制
        INSTITUTIONS('1'),
        /// 外交
        FOREIGN_AFFAIRS('2'),
        /// 司法行政
        JUSTICE('3'),
        /// 文化
        CULTURE('4'),
        /// 民政
        CIVIL_AFFAIRS('5'),
        /// 旅游
        TOURISM('6'),
        /// 宗教
        RELIGION('7'),
        /// 工会
        TRADE_UNIONS('8'),
        /// 市场监督管理 (工商)
        MARKET_REGULATION('9'),
        /// 中央军委改革和编制办公室
        MILITARY('A'),
        /// 农业
        AGRICULTURE('N'),
        /// 其他
        OTHER('Y');

        private final char digit;

        Authority(char digit) {
            this.digit = digit;
        }
    }

    public static Parsed<CreditCode> parse(String typed) {
        var narrow = Typed.narrow(typed);
        if (narrow == null) {
            return Parsed.wrong(ValueProblem.CREDIT_CODE_FORM);
        }
        var code = Typed.joined(narrow).toUpperCase(Locale.ROOT);
        if (code.isEmpty()) {
            return Parsed.wrong(ValueProblem.EMPTY);
        }
        if (code.length() != 18 || !code.chars().allMatch(c -> DIGITS.indexOf(c) >= 0)) {
            return Parsed.wrong(ValueProblem.CREDIT_CODE_FORM);
        }
        char right = checkDigit(code);
        return code.charAt(17) == right
                ? Parsed.right(new CreditCode(code))
                : Parsed.wrong(ValueProblem.CREDIT_CODE_CHECK, String.valueOf(right));
    }

    /// The code that begins with these 17 characters.
    public static CreditCode complete(String beginning) {
        return new CreditCode(beginning + checkDigit(beginning));
    }

    private static char checkDigit(String code) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += DIGITS.indexOf(code.charAt(i)) * WEIGHTS[i];
        }
        return DIGITS.charAt((31 - sum % 31) % 31);
    }

    public Authority authority() {
        for (var authority : Authority.values()) {
            if (authority.digit == text.charAt(0)) {
                return authority;
            }
        }
        return Authority.OTHER;
    }

    /// Code of the administrative division where the bearer was registered (100000: nationally).
    public String region() {
        return text.substring(2, 8);
    }

    /// The organisation code 组织机构代码 (GB 11714) inside, in its own writing: `M000100Y-4`.
    public String organisationCode() {
        return text.substring(8, 16) + "-" + text.charAt(16);
    }
}
