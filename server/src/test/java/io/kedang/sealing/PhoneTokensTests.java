package io.kedang.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.sealing.PhoneTokens.Scope;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.Arrays;

class PhoneTokensTests {
    private static final String MOBILE = "+8613812345678";

    @TempDir Path keys;
    private PhoneTokens ends;
    private PhoneTokens any;

    @BeforeEach
    void open() {
        var index = new BlindIndex(NamedKeys.open(keys, TestKeys.master(keys)));
        ends = new PhoneTokens(index, Scope.ENDS);
        any = new PhoneTokens(index, Scope.ANY);
    }

    private static boolean finds(PhoneTokens tokens, String typed, String number) {
        var stored = tokens.tokens("mobile", number).values();
        return Arrays.stream(tokens.queryTokens("mobile", typed)).anyMatch(stored::contains);
    }

    @Test
    void aNumberIsFoundWholeByItsLastEightAndByItsLastFour() {
        for (var tokens : new PhoneTokens[] {ends, any}) {
            for (var typed :
                    new String[] {
                        "13812345678",
                        "138 1234 5678",
                        "+86 138-1234-5678",
                        "008613812345678",
                        "8613812345678",
                        "１３８１２３４５６７８",
                        "12345678",
                        "5678"
                    }) {
                assertThat(finds(tokens, typed, MOBILE)).as(typed).isTrue();
            }
        }
    }

    @Test
    void aLandlineIsFoundWithAndWithoutItsTrunkZero() {
        for (var typed : new String[] {"010-88886666", "1088886666", "+861088886666", "88886666"}) {
            assertThat(finds(ends, typed, "+861088886666;ext=123")).as(typed).isTrue();
        }
    }

    @Test
    void aForeignNumberIsFoundWithItsCountryCode() {
        assertThat(finds(ends, "+1 415 555 0123", "+14155550123")).isTrue();
        assertThat(finds(ends, "55550123", "+14155550123")).isTrue();
    }

    @Test
    void otherNumbersAreNotFound() {
        for (var tokens : new PhoneTokens[] {ends, any}) {
            for (var typed :
                    new String[] {"13912345678", "13812345679", "22345678", "678", "", "5679x"}) {
                assertThat(finds(tokens, typed, MOBILE)).as(typed).isFalse();
            }
        }
    }

    @Test
    void innerDigitsFindANumberOnlyWhereTheSettingAllowsIt() {
        for (var typed : new String[] {"1381", "38123", "123456", "3812345678"}) {
            assertThat(finds(ends, typed, MOBILE)).as(typed).isFalse();
            assertThat(finds(any, typed, MOBILE)).as(typed).isTrue();
        }
    }

    @Test
    void onlyWhatTheSettingSaysLeavesTokens() {
        assertThat(ends.tokens("mobile", MOBILE).values()).hasSize(3).doesNotHaveDuplicates();
        assertThat(any.tokens("mobile", MOBILE).values()).hasSize(3 + 36).doesNotHaveDuplicates();
        assertThat(ends.tokens("mobile", "123").values()).isEmpty();
    }

    @Test
    void theLastFourAreAmbiguousAndAllElseIsExact() {
        assertThat(ends.tokens("mobile", MOBILE).values().stream().filter(token -> token >= 0))
                .hasSize(1);
        assertThat(Arrays.stream(any.queryTokens("mobile", "5678"))).allMatch(token -> token < 0);
    }

    @Test
    void fieldsDoNotShareTokens() {
        assertThat(any.tokens("mobile", MOBILE).values())
                .doesNotContain(any.tokens("phone", MOBILE).toArray());
    }
}
