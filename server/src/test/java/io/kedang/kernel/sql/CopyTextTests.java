package io.kedang.kernel.sql;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

class CopyTextTests {
    @Test
    void whatWouldEndAColumnOrARowIsEscaped() {
        var rows = new CopyText().value("a\tb\nc\rd\\e\"").value(null).value(7).endRow();
        assertThat(text(rows)).isEqualTo("a\\tb\\nc\\rd\\\\e\"\t\\N\t7\n");
    }

    @Test
    void whatWouldEndAnElementOfAnArrayIsEscapedTwice() {
        var rows = new CopyText().value(List.of("a\"b\\", "客,}")).value(List.of(1L, -2L)).endRow();
        assertThat(text(rows)).isEqualTo("{\"a\\\\\"b\\\\\\\\\",\"客,}\"}\t{1,-2}\n");
    }

    @Property
    void textIsEncodedAsTheLibraryDoesIt(@ForAll String value) {
        var expected =
                value.replace("\\", "\\\\")
                        .replace("\t", "\\t")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r");
        assertThat(new CopyText().value(value).bytes()).hasBinaryContent(expected.getBytes(UTF_8));
    }

    private static String text(CopyText rows) {
        try {
            return new String(rows.bytes().readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
