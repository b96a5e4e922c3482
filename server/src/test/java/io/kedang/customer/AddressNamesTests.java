package io.kedang.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.KedangTest;
import io.kedang.TestCompany;
import io.kedang.kernel.NewId;
import io.kedang.kernel.field.Field;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

@KedangTest
class AddressNamesTests {
    @Autowired TestCompany company;
    @Autowired AddressNames names;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    四川   | 成都   | 武侯       | 四川省/成都市/武侯区
                    四川省 | 成都市 | 高新区     | 四川省/成都市/高新区
                    浙江   | 义乌   |            | 浙江省/金华市/义乌市
                    北京   | 北京   | 朝阳       | 北京市/北京市/朝阳区
                    重庆市 | 重庆市 | 江北区     | 重庆市/重庆市/江北区
                    广东省 |        |            | 广东省//
                           | 深圳   | 南山       | /深圳市/南山区
                    魔法省 | 梦幻市 | 彩虹区     | 魔法省/梦幻市/彩虹区
                    """)
    void divisionsAreNamedAsTheTableNamesThem(
            String province, String city, String district, String expected) {
        var values = address("", province, city, district);
        assertThat(names.tidy(values)).isEmpty();
        assertThat(written(values)).isEqualTo(expected);
    }

    @Test
    void addressesAbroadStayAsTheyAre() {
        var values = address("Canada", "四川", "成都", "");
        assertThat(names.tidy(values)).isEmpty();
        assertThat(written(values)).isEqualTo("四川/成都/");
    }

    @Test
    void aCityOfAnotherProvinceIsRefused() {
        var api = company.client(company.administrator());
        var answer =
                api.put(
                        "/customers/" + NewId.next(),
                        """
                        {"kind":"ORGANISATION","name":"地址不符的公司",
                         "address":{"province":"四川省","city":"深圳市"}}
                        """);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("/errors/0/field")).isEqualTo("address.city");
        assertThat(answer.text("/errors/0/code")).isEqualTo("customer.city-elsewhere");
    }

    private static Map<Field, Object> address(
            String country, String province, String city, String district) {
        var values = new HashMap<Field, Object>();
        put(values, "country", country);
        put(values, "province", province);
        put(values, "city", city);
        put(values, "district", district);
        return values;
    }

    private static void put(Map<Field, Object> values, String key, String text) {
        if (text != null && !text.isEmpty()) {
            values.put(CustomerFields.get("address." + key), text);
        }
    }

    private static String written(Map<Field, Object> values) {
        return Stream.of("province", "city", "district")
                .map(key -> values.get(CustomerFields.get("address." + key)))
                .map(value -> Objects.requireNonNullElse(value, "").toString())
                .collect(Collectors.joining("/"));
    }
}
