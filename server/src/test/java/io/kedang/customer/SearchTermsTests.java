package io.kedang.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.kernel.text.GramCodes;

import org.junit.jupiter.api.Test;

import java.util.List;

class SearchTermsTests {
    private static int[] grams(String key, Object value) {
        var terms = new SearchTerms();
        terms.add(null, key, CustomerFields.get(key), value, false, false);
        return terms.grams().toArray();
    }

    @Test
    void theNumbersOfPeopleInsideATextAreNoWordsOfIt() {
        for (var number :
                List.of(
                        "13812345678",
                        "138-1234-5678",
                        "１３８１２３４５６７８",
                        "11010519491231002X",
                        "6222 0212 3456 7890 128",
                        "wang@example.com")) {
            assertThat(grams("remarks", "老客户" + number + "下午联系"))
                    .as(number)
                    .isEqualTo(grams("remarks", "老客户 下午联系"));
            assertThat(grams("tags", List.of("重点", number))).isEqualTo(grams("tags", "重点"));
            assertThat(grams("name", "王伟" + number)).isEqualTo(grams("name", "王伟"));
        }
    }

    @Test
    void otherNumbersStayFound() {
        assertThat(grams("remarks", "合同 HT-20261122-0001"))
                .contains(GramCodes.of(CustomerFields.WORDS + "202"));
        assertThat(grams("creditCode", "91500000MA5U3ABC0X"))
                .contains(GramCodes.of(CustomerFields.NUMBERS + "915"));
    }
}
