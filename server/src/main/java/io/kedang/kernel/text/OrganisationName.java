package io.kedang.kernel.text;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Keys by which two spellings of one organisation's name are recognised.
public final class OrganisationName {
    private static final Pattern BRACKET = Pattern.compile("\\(([^()]{2,8})\\)");
    private static final Set<String> NO_PLACE =
            Set.of("集团", "控股", "有限合伙", "普通合伙", "特殊普通合伙", "个体工商户", "筹", "股份", "有限", "分公司");
    private static final List<String> FORMS =
            List.of("股份有限公司", "有限公司", "合伙企业", "个人独资企业", "专业合作社", "公司", "集团", "控股");
    private static final Pattern FOREIGN_FORM =
            Pattern.compile(
                    "[ ,.]{1,3}(?:co|company|corp|corporation|inc|incorporated|limited|ltd|llc|llp|plc|gmbh|ag|s\\.?a|b\\.?v|pte|pty)["
                        + " ,.]{0,3}$");
    private static final Pattern SPOKEN_FORM =
            Pattern.compile("(?<=..)(?:股份有限公司|有限责任公司|有限公司)\\s*$");

    /// The same by pinyin and by initials.
    private static final Pattern SPELLED_FORM =
            Pattern.compile("(?<=..)(?:(?:gufen)?youxian(?:zeren)?gongsi|(?:gf)?yx(?:zr)?gs)$");

    private static final int LONGEST = 500;

    private OrganisationName() {}

    /// Equal for two spellings of one registered name: width, case, script, spaces, brackets and
    /// punctuation aside; 有限责任公司 is 有限公司, 股份公司 is 股份有限公司.
    public static String key(String name) {
        return lettersAndDigits(Folding.fold(name))
                .replace("有限责任公司", "有限公司")
                .replace("股份公司", "股份有限公司");
    }

    /// Equal also without the legal form and 集团, and wherever the place stands:
    /// 江岳科技（重庆）有限公司 and 重庆江岳科技集团. Different firms may share it; a hit is a
    /// suspicion. A branch keeps its 分公司. Equal to [#key] when nothing would be left.
    public static String looseKey(String name) {
        if (name.length() > LONGEST) {
            return key(name);
        }
        var folded = withoutForeignForms(Folding.fold(name));
        var bracket = BRACKET.matcher(folded);
        if (bracket.find() && isPlace(bracket.group(1))) {
            folded = bracket.group(1) + folded.replace(bracket.group(), "");
        }
        var key = key(folded);
        var bare = withoutForms(key);
        return bare.codePointCount(0, bare.length()) < 2 ? key : bare;
    }

    /// What people say of a name: nobody spells out that a firm is one. The name itself when little
    /// more than the form is there.
    public static String spoken(String name) {
        return SPOKEN_FORM.matcher(name).replaceFirst("");
    }

    /// The same of a name that somebody spelled by sound, `huaweijishuyouxiangongsi` or `hwjsyxgs`.
    public static String spelled(String sound) {
        return SPELLED_FORM.matcher(sound).replaceFirst("");
    }

    private static boolean isPlace(String inBrackets) {
        return inBrackets
                        .codePoints()
                        .allMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN)
                && !NO_PLACE.contains(inBrackets)
                && !inBrackets.endsWith("合伙")
                && !inBrackets.endsWith("分公司");
    }

    private static String withoutForeignForms(String folded) {
        var bare = folded;
        var form = FOREIGN_FORM.matcher(bare);
        while (form.find() && form.start() > 0) {
            bare = bare.substring(0, form.start());
            form = FOREIGN_FORM.matcher(bare);
        }
        return bare;
    }

    private static String withoutForms(String key) {
        var bare = key;
        boolean shorter = true;
        while (shorter && !bare.endsWith("分公司")) {
            shorter = false;
            for (var form : FORMS) {
                if (bare.equals(form)) {
                    return bare;
                }
                if (bare.endsWith(form)) {
                    bare = bare.substring(0, bare.length() - form.length());
                    shorter = true;
                    break;
                }
            }
        }
        return bare;
    }

    private static String lettersAndDigits(String folded) {
        var key = new StringBuilder(folded.length());
        folded.codePoints().filter(Character::isLetterOrDigit).forEach(key::appendCodePoint);
        return key.toString();
    }
}
