package io.kedang.place;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegionNamesTests {
    @ParameterizedTest
    @CsvSource({
        "四川省, 四川",
        "重庆市, 重庆",
        "内蒙古自治区, 内蒙古",
        "广西壮族自治区, 广西",
        "宁夏回族自治区, 宁夏",
        "新疆维吾尔自治区, 新疆",
        "西藏自治区, 西藏",
        "香港特别行政区, 香港",
        "凉山彝族自治州, 凉山",
        "恩施土家族苗族自治州, 恩施",
        "伊犁哈萨克自治州, 伊犁",
        "克孜勒苏柯尔克孜自治州, 克孜勒苏",
        "巴音郭楞蒙古自治州, 巴音郭楞",
        "海西蒙古族藏族自治州, 海西",
        "双江拉祜族佤族布朗族傣族自治县, 双江",
        "鄂伦春自治旗, 鄂伦春",
        "大兴安岭地区, 大兴安岭",
        "锡林郭勒盟, 锡林郭勒",
        "神农架林区, 神农架",
        "浦东新区, 浦东",
        "武侯区, 武侯",
        "赵县, 赵县",
        "城区, 城区"
    })
    void aDivisionIsAlsoCalledByItsNameWithoutItsKind(String name, String shortForm) {
        assertThat(RegionNames.shortForm(name)).isEqualTo(shortForm);
    }
}
