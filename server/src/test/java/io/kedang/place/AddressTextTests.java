package io.kedang.place;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.stream.Collectors;

class AddressTextTests {
    private static final RegionIndex INDEX =
            new RegionIndex(RegionFile.read(Edition.shippedTable(), Region.BEGINNING));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            emptyValue = "",
            textBlock =
                    """
                    四川省成都市武侯区天府大道100号        | 四川省/成都市/武侯区             | 天府大道100号
                    四川成都武侯区天府大道100号            | 四川省/成都市/武侯区             | 天府大道100号
                    四川省 成都市 武侯区 天府大道 100号    | 四川省/成都市/武侯区             | 天府大道 100号
                    中国四川省成都市武侯区                 | 四川省/成都市/武侯区             | ''
                    成都市武侯区天府大道                   | 四川省/成都市/武侯区             | 天府大道
                    武侯区天府大道100号                    | 四川省/成都市/武侯区             | 天府大道100号
                    四川省武侯区天府大道100号              | 四川省/成都市/武侯区             | 天府大道100号
                    北京市朝阳区建国路1号                  | 北京市/朝阳区                    | 建国路1号
                    北京市北京市朝阳区建国路1号            | 北京市/朝阳区                    | 建国路1号
                    北京市市辖区朝阳区建国路1号            | 北京市/朝阳区                    | 建国路1号
                    北京朝阳建国路1号                      | 北京市/朝阳区                    | 建国路1号
                    重庆市江北区建新北路1号                | 重庆市/江北区                    | 建新北路1号
                    重慶市江北區建新北路1號                | 重庆市/江北区                    | 建新北路1號
                    重庆市城口县葛城街道                   | 重庆市/城口县                    | 葛城街道
                    浙江省义乌市稠州北路699号              | 浙江省/金华市/义乌市             | 稠州北路699号
                    浙江省金华市义乌市稠州北路             | 浙江省/金华市/义乌市             | 稠州北路
                    江苏省昆山市前进东路                   | 江苏省/苏州市/昆山市             | 前进东路
                    湖北省仙桃市沔州大道                   | 湖北省/仙桃市                    | 沔州大道
                    海南省省直辖县级行政区划文昌市文建路   | 海南省/文昌市                    | 文建路
                    广东省东莞市南城街道                   | 广东省/东莞市                    | 南城街道
                    新疆维吾尔自治区伊犁哈萨克自治州伊宁市 | 新疆维吾尔自治区/伊犁哈萨克自治州/伊宁市 | ''
                    新疆伊犁州伊宁市解放路                 | 新疆维吾尔自治区/伊犁哈萨克自治州/伊宁市 | 解放路
                    新疆伊犁伊宁市解放路                   | 新疆维吾尔自治区/伊犁哈萨克自治州/伊宁市 | 解放路
                    四川省凉山西昌市航天大道               | 四川省/凉山彝族自治州/西昌市     | 航天大道
                    湖南省长沙市长沙县开元路               | 湖南省/长沙市/长沙县             | 开元路
                    吉林省吉林市昌邑区解放路               | 吉林省/吉林市/昌邑区             | 解放路
                    四川省成都市高新区天府大道             | 四川省/成都市                    | 高新区天府大道
                    台湾省台北市信义路                     | 台湾省                           | 台北市信义路
                    香港特别行政区中环                     | 香港特别行政区                   | 中环
                    上海市南京东路100号                    | 上海市                           | 南京东路100号
                    重庆市重庆路5号                        | 重庆市                           | 重庆路5号
                    成都路5号                              | ''                               | 成都路5号
                    朝阳区建国路1号                        | ''                               | 朝阳区建国路1号
                    天府大道100号                          | ''                               | 天府大道100号
                    12 Main Street, Springfield            | ''                               | 12 Main Street, Springfield
                    """)
    void anAddressIsSplitIntoDivisionsAndRest(String address, String path, String rest) {
        var match = AddressText.split(INDEX, address);
        assertThat(names(match)).isEqualTo(path);
        assertThat(match.rest()).isEqualTo(rest);
    }

    @ParameterizedTest
    @CsvSource({
        "四川省, 成都市, 武侯区, 510107, ''",
        "四川, 成都, 武侯, 510107, ''",
        "'', 成都, 武侯区, 510107, ''",
        "四川, '', 武侯区, 510107, ''",
        "北京, 北京市, 朝阳区, 110105, ''",
        "北京市, 市辖区, 朝阳, 110105, ''",
        "重庆, 县, 城口县, 500229, ''",
        "浙江省, 义乌市, '', 330782, ''",
        "浙江省, 金华市, 义乌, 330782, ''",
        "江苏省, 昆山, '', 320583, ''",
        "湖北, 仙桃, '', 429004, ''",
        "湖北省, 省直辖县级行政区划, 仙桃市, 429004, ''",
        "广东, 东莞, 东莞市, 441900, ''",
        "甘肃, 嘉峪关, 嘉峪关市, 620200, ''",
        "内蒙古, 呼和浩特, 新城区, 150102, ''",
        "廣西, 南寧, 青秀區, 450103, ''",
        "四川, 成都, 高新区, 510100, 高新区",
        "四川, 无此市, 武侯区, 510107, 无此市",
        "江苏, '', 鼓楼区, 320000, 鼓楼区",
        "'', '', 鼓楼区, , 鼓楼区",
        "江苏, 徐州, 鼓楼区, 320302, ''",
        "吉林省, 吉林, 昌邑区, 220202, ''",
        "加州, Springfield, '', , 加州Springfield",
        "台湾, 台北, '', 710000, 台北"
    })
    void threeFieldsAreMatchedAsFarAsTheyAreKnown(
            String province, String city, String district, String code, String rest) {
        var match = AddressText.match(INDEX, province, city, district);
        assertThat(match.region().map(Region::code).orElse(null)).isEqualTo(code);
        assertThat(match.rest()).isEqualTo(rest);
    }

    @Test
    void everyDivisionIsFoundByItsFullAddress() {
        for (var province : INDEX.children(null, java.time.LocalDate.of(2026, 1, 1))) {
            assertFound(province);
        }
    }

    private static void assertFound(Region region) {
        var path = INDEX.path(region);
        var address = path.stream().map(Region::name).collect(Collectors.joining());
        assertThat(AddressText.split(INDEX, address + "人民路1号"))
                .as(address)
                .isEqualTo(new Match(path, "人民路1号"));
        INDEX.children(region.code(), java.time.LocalDate.of(2026, 1, 1))
                .forEach(AddressTextTests::assertFound);
    }

    @Property
    void anyTextIsAnswered(@ForAll String text) {
        AddressText.split(INDEX, text);
        AddressText.match(INDEX, text, text, text);
    }

    @Test
    void aLongTextIsAnsweredAtOnce() {
        var text = "四川省成都市武侯区" + "市".repeat(10 << 20);
        assertThat(AddressText.split(INDEX, text).rest()).hasSize(10 << 20);
    }

    private static String names(Match match) {
        return match.path().stream().map(Region::name).collect(Collectors.joining("/"));
    }
}
