package io.kedang.kernel.text;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/// An amount in yuan in words for quotations and receipts, as 支付结算办法 wants it on bills:
/// ¥16,409.02 is 人民币壹万陆仟肆佰零玖元零贰分, ¥1,409.50 人民币壹仟肆佰零玖元伍角整.
public final class MoneyInWords {
    private static final String DIGITS = "零壹贰叁肆伍陆柒捌玖";
    private static final String[] PLACES = {"", "拾", "佰", "仟"};
    private static final BigInteger WAN = BigInteger.valueOf(10_000);
    private static final BigInteger YI = BigInteger.valueOf(100_000_000);

    private MoneyInWords() {}

    /// @param amount in yuan; rounded half up to whole fen
    public static String of(BigDecimal amount) {
        var fen = amount.abs().movePointRight(2).setScale(0, RoundingMode.HALF_UP).toBigInteger();
        var parts = fen.divideAndRemainder(BigInteger.valueOf(100));
        var yuan = parts[0];
        int jiao = parts[1].intValue() / 10;
        int rest = parts[1].intValue() % 10;
        var words = new StringBuilder("人民币");
        if (amount.signum() < 0 && fen.signum() > 0) {
            words.append('负');
        }
        if (yuan.signum() > 0 || fen.signum() == 0) {
            words.append(yuan.signum() == 0 ? "零" : whole(yuan)).append('元');
        }
        if (jiao > 0) {
            words.append(DIGITS.charAt(jiao)).append('角');
        } else if (rest > 0 && yuan.signum() > 0) {
            words.append('零');
        }
        return rest > 0
                ? words.append(DIGITS.charAt(rest)).append('分').toString()
                : words.append('整').toString();
    }

    private static String whole(BigInteger number) {
        if (number.compareTo(YI) >= 0) {
            return grouped(number, YI, "亿", 8);
        }
        if (number.compareTo(WAN) >= 0) {
            return grouped(number, WAN, "万", 4);
        }
        return belowWan(number.intValue());
    }

    private static String grouped(BigInteger number, BigInteger unit, String name, int digits) {
        var parts = number.divideAndRemainder(unit);
        var head = whole(parts[0]) + name;
        if (parts[1].signum() == 0) {
            return head;
        }
        boolean gap = parts[1].toString().length() < digits;
        return head + (gap ? "零" : "") + whole(parts[1]);
    }

    private static String belowWan(int number) {
        var words = new StringBuilder();
        var digits = Integer.toString(number);
        boolean gap = false;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            if (digit == 0) {
                gap = true;
                continue;
            }
            words.append(gap ? "零" : "")
                    .append(DIGITS.charAt(digit))
                    .append(PLACES[digits.length() - 1 - i]);
            gap = false;
        }
        return words.toString();
    }
}
