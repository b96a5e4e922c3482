package io.kedang.access.signin.factor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

class TotpTests {
    /// The secret of the examples in RFC 6238.
    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    private static final Instant NOW = Instant.ofEpochSecond(1_111_111_111);

    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void codesAreThoseOfTheStandard(long second, String code) {
        assertThat(Totp.code(SECRET, Totp.step(Instant.ofEpochSecond(second)))).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"-2, false", "-1, true", "0, true", "1, true", "2, false"})
    void aClockMayBeOffByOneStep(int steps, boolean found) {
        long step = Totp.step(NOW) + steps;
        assertThat(Totp.find(SECRET, Totp.code(SECRET, step), NOW, 0).isPresent()).isEqualTo(found);
    }

    @Test
    void noCodeCountsTwiceAndNoneBeforeIt() {
        long step = Totp.step(NOW);
        assertThat(Totp.find(SECRET, Totp.code(SECRET, step), NOW, step)).isEmpty();
        assertThat(Totp.find(SECRET, Totp.code(SECRET, step - 1), NOW, step)).isEmpty();
        assertThat(Totp.find(SECRET, Totp.code(SECRET, step + 1), NOW, step)).hasValue(step + 1);
    }

    @Test
    void theSecretIsWrittenInBase32() {
        assertThat(Totp.text(SECRET)).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assertThat(Totp.text(new byte[20])).isEqualTo("A".repeat(32));
    }

    @Test
    void theAddressOfTheQrCodeNamesCompanyAndUser() {
        assertThat(Totp.uri("Kedang 大华", "li&x", SECRET))
                .isEqualTo(
                        "otpauth://totp/Kedang%20%E5%A4%A7%E5%8D%8E:li%26x?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                            + "&issuer=Kedang%20%E5%A4%A7%E5%8D%8E&algorithm=SHA1&digits=6&period=30");
    }
}
