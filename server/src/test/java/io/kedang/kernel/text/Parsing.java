package io.kedang.kernel.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.kernel.Parsed;
import io.kedang.kernel.Problem;

/// What tests of parsers say.
final class Parsing {
    private Parsing() {}

    static <T> T right(Parsed<T> parsed) {
        assertThat(parsed).isInstanceOf(Parsed.Right.class);
        return ((Parsed.Right<T>) parsed).value();
    }

    static Problem problem(Parsed<?> parsed) {
        assertThat(parsed).isInstanceOf(Parsed.Wrong.class);
        return ((Parsed.Wrong<?>) parsed).problem();
    }
}
