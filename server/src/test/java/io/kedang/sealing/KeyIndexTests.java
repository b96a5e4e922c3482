package io.kedang.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.UUID;

class KeyIndexTests {
    @Test
    void everySubjectIsFoundUnderItsOwnNumber() {
        var index = new KeyIndex();
        for (int i = 0; i < 300_000; i++) {
            index.add(subject(i));
        }
        for (int i = 0; i < 300_000; i++) {
            assertThat(index.find(subject(i))).isEqualTo(i);
            assertThat(index.subject(i)).isEqualTo(subject(i));
        }
        assertThat(index.find(subject(300_000))).isEqualTo(-1);
    }

    /// As UUIDv7 made in one burst: equal but for a counter.
    private static UUID subject(int i) {
        return new UUID(0x0190_AAAA_BBBB_7000L | i >> 12, 0x8000_0000_0000_0000L | i & 0xFFF);
    }
}
