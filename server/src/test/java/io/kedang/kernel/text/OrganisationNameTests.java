package io.kedang.kernel.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrganisationNameTests {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "重庆江岳(集团)有限公司",
                "重庆 江岳（集团）有限公司",
                "重慶江嶽（集團）有限公司",
                "重庆江岳集团有限责任公司",
                "重庆江岳【集团】有限公司。"
            })
    void spellingsOfOneNameHaveOneKey(String name) {
        assertThat(OrganisationName.key(name)).isEqualTo(OrganisationName.key("重庆江岳（集团）有限公司"));
    }

    @Test
    void differentLegalFormsHaveDifferentKeysButOneLooseKey() {
        assertThat(OrganisationName.key("江岳有限公司")).isNotEqualTo(OrganisationName.key("江岳股份有限公司"));
        assertThat(OrganisationName.key("江岳股份公司")).isEqualTo(OrganisationName.key("江岳股份有限公司"));
        for (var name : new String[] {"重庆江岳有限公司", "重庆江岳股份有限公司", "重庆江岳集团", "江岳（重庆）有限公司", "重庆江岳"}) {
            assertThat(OrganisationName.looseKey(name)).as(name).isEqualTo("重庆江岳");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'Acme Co., Ltd.', acme",
        "'ACME CORP.', acme",
        "'Acme, Inc', acme",
        "Visa, visa",
        "Texaco, texaco",
        "'江岳投资（有限合伙）', 江岳投资有限合伙",
        "有限公司, 有限公司",
        "江岳有限公司重庆分公司, 江岳有限公司重庆分公司",
        "中国石化（集团）公司, 中国石化"
    })
    void theLooseKeyIsTheNameWithoutItsForm(String name, String key) {
        assertThat(OrganisationName.looseKey(name)).isEqualTo(key);
    }

    @Test
    void aBranchIsNotItsHeadOffice() {
        assertThat(OrganisationName.looseKey("江岳有限公司重庆分公司"))
                .isNotEqualTo(OrganisationName.looseKey("江岳有限公司"));
    }
}
