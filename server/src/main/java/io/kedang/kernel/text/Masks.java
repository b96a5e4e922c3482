package io.kedang.kernel.text;

import java.util.Set;
import java.util.regex.Pattern;

/// What is shown of a sensitive value to a reader who may not see it: the same on every surface,
/// enough to tell two values apart, never enough to use one. Takes normal forms and anything else.
public final class Masks {
    /// For values of which nothing at all is shown.
    public static final String HIDDEN = "****";

    private static final Pattern UP_TO_DISTRICT =
            Pattern.compile(
                    "(?:[\\p{IsHan}]{2,11}?(?:省|自治区|特别行政区))?"
                            + "(?:[\\p{IsHan}]{2,11}?(?:市|自治州|盟|地区))?"
                            + "(?:[\\p{IsHan}]{1,11}?(?:区|县|市|旗))?");
    private static final Set<String> COMPOUND_SURNAMES =
            Set.of(
                    "欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌 微生 梁丘 左丘 东门 西门"
                            .split(" "));

    private Masks() {}

    /// `138****8000`, `023-****6666`, `+44****0958`; hotlines and service numbers belong to nobody.
    public static String phone(String normal) {
        var number = new PhoneNumber(normal);
        var plain = number.withoutExtension();
        if (!normal.matches("\\+?\\d{3,15}(?:;ext=\\d{1,8})?")) {
            return HIDDEN;
        }
        var extension = number.extension().isEmpty() ? "" : " 转 " + HIDDEN;
        var national = plain.substring(Math.min(3, plain.length()));
        return switch (number.kind()) {
            case MOBILE -> national.substring(0, 3) + "****" + national.substring(7) + extension;
            case LANDLINE -> landline(national) + extension;
            case HOTLINE, SERVICE -> number.display();
            case FOREIGN -> plain.length() < 9 ? HIDDEN : plain.substring(0, 3) + lastFour(plain);
        };
    }

    private static String landline(String national) {
        int area = MainlandPhones.areaLength(national);
        return national.length() < area + 7
                ? HIDDEN
                : "0" + national.substring(0, area) + "-" + lastFour(national);
    }

    /// `110105********002X`; of other documents the first character and the last two.
    public static String idNumber(String number) {
        if (number.length() == 18) {
            return number.substring(0, 6) + "********" + number.substring(14);
        }
        return number.length() < 7 || !isSimple(number)
                ? HIDDEN
                : number.charAt(0)
                        + "*".repeat(Math.min(number.length() - 3, 12))
                        + number.substring(number.length() - 2);
    }

    /// `z****@example.com`
    public static String email(String address) {
        int at = address.lastIndexOf('@');
        return at < 1 || !isSimple(address)
                ? HIDDEN
                : (at > 1 ? address.substring(0, 1) : "") + HIDDEN + address.substring(at);
    }

    /// The surname: `王*`, `王**`, `欧阳*`; of a name in letters the first one.
    public static String person(String name) {
        var characters = name.strip().codePoints().limit(50).toArray();
        if (characters.length == 0) {
            return HIDDEN;
        }
        boolean chinese = Character.UnicodeScript.of(characters[0]) == Character.UnicodeScript.HAN;
        int shown =
                chinese
                                && characters.length > 2
                                && COMPOUND_SURNAMES.contains(new String(characters, 0, 2))
                        ? 2
                        : 1;
        int hidden = chinese ? Math.clamp(characters.length - shown, 1, 3) : 3;
        return new String(characters, 0, shown) + "*".repeat(hidden);
    }

    /// A file's name for somebody who only learns that the file exists: a person by [#person], the
    /// name of an organisation by its first and last two characters.
    public static String name(String name) {
        var characters = name.strip().codePoints().toArray();
        return characters.length < 6
                ? person(name)
                : new String(characters, 0, 2)
                        + HIDDEN
                        + new String(characters, characters.length - 2, 2);
    }

    /// An address down to the district: `四川省成都市武侯区****`.
    public static String address(String address) {
        var head = address.substring(0, Math.min(address.length(), 40)).strip();
        var known = UP_TO_DISTRICT.matcher(head);
        return known.lookingAt() ? known.group() + HIDDEN : HIDDEN;
    }

    /// `6222********0123`; of a short number the last four.
    public static String bankAccount(String number) {
        if (number.length() < 8 || !isSimple(number)) {
            return HIDDEN;
        }
        return number.length() < 12
                ? lastFour(number)
                : number.substring(0, 4) + "****" + lastFour(number);
    }

    /// `1990-**-**`, of a date in the ISO form.
    public static String birthDate(String date) {
        return date.matches("\\d{4}-\\d{2}-\\d{2}.*") ? date.substring(0, 4) + "-**-**" : HIDDEN;
    }

    /// Whether a value sent to be stored is one that was shown masked; such a value is refused.
    public static boolean looksMasked(String value) {
        return value.indexOf('*') >= 0 || value.indexOf('＊') >= 0 || value.contains("••");
    }

    private static String lastFour(String number) {
        return "****" + number.substring(number.length() - 4);
    }

    private static boolean isSimple(String value) {
        return value.length() <= 254 && value.chars().allMatch(c -> c > ' ' && c < 0x7F);
    }
}
