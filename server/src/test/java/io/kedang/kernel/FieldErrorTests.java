package io.kedang.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FieldErrorTests {
    @Test
    void aNameThatIsTooLongToBeOursIsRepeatedByItsBeginningInWholeCharacters() {
        var field = "𠮷".repeat(50_000);
        assertThat(FieldError.of(field, RequestProblem.INVALID).field())
                .isEqualTo("𠮷".repeat(100) + "…");
        assertThat(FieldError.of("lines[999].quantity", RequestProblem.INVALID).field())
                .isEqualTo("lines[999].quantity");
    }
}
