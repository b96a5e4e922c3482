package io.kedang.access.signin.factor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecoveryCodesTests {
    @Test
    void thereAreTenDifferentOnes() {
        assertThat(RecoveryCodes.next()).hasSize(10).doesNotHaveDuplicates();
    }

    @Test
    void whatIsReadIsWhatIsKept() {
        for (var code : RecoveryCodes.next()) {
            assertThat(RecoveryCodes.forReading(code)).matches("[0-9a-z]{5}-[0-9a-z]{5}");
            assertThat(RecoveryCodes.normal(RecoveryCodes.forReading(code))).isEqualTo(code);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"01abc-d1ef0", "O1ABC D1EFO", "olabc-dief0", " 01 abcd 1ef0 "})
    void misreadLettersAndSpacesDoNotMatter(String typed) {
        assertThat(RecoveryCodes.normal(typed)).isEqualTo("01abcd1ef0");
    }
}
