package io.kedang.place;

import java.util.List;
import java.util.regex.Pattern;

/// What people call a division: 四川 for 四川省, 凉山 for 凉山彝族自治州.
final class RegionNames {
    private static final Pattern KIND =
            Pattern.compile(
                    "(?:特别行政区|维吾尔自治区|壮族自治区|回族自治区|自治区|自治州|自治县|自治旗|地区|林区|矿区|新区" + "|省|市|区|县|盟|旗)$");
    private static final List<String> PEOPLES =
            List.of(
                    "柯尔克孜 乌孜别克 鄂伦春族 鄂温克族 达斡尔族 塔吉克 哈萨克 维吾尔 蒙古族 土家族 布依族 哈尼族 傈僳族 拉祜族 纳西族 景颇族 布朗族 普米族 独龙族 仫佬族 毛南族 仡佬族 东乡族 保安族 裕固族 撒拉族 锡伯族 朝鲜族 满族 回族 藏族 苗族 彝族 壮族 侗族 瑶族 白族 傣族 黎族 佤族 畲族 水族 土族 羌族 怒族 锡伯 蒙古 各族"
                            .split(" "));
    private static final int SHORTEST = 2;

    private RegionNames() {}

    /// What else it is called: 凉山 and 凉山州.
    static List<String> otherForms(String name) {
        var shortForm = shortForm(name);
        if (shortForm.equals(name)) {
            return List.of();
        }
        return name.endsWith("自治州") ? List.of(shortForm, shortForm + "州") : List.of(shortForm);
    }

    /// `name` itself when there is no shorter form that could stand alone.
    static String shortForm(String name) {
        var shorter = KIND.matcher(name).replaceFirst("");
        if (name.contains("自治")) {
            boolean again = true;
            while (again) {
                again = false;
                for (var people : PEOPLES) {
                    if (shorter.endsWith(people)
                            && shorter.length() - people.length() >= SHORTEST) {
                        shorter = shorter.substring(0, shorter.length() - people.length());
                        again = true;
                    }
                }
            }
        }
        return shorter.length() < SHORTEST ? name : shorter;
    }
}
