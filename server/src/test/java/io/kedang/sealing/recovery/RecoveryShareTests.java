package io.kedang.sealing.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kedang.sealing.recovery.RecoveryShare.Unreadable;

import org.junit.jupiter.api.Test;

import java.util.Random;

class RecoveryShareTests {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private final Random random = new Random(20261122);

    private RecoveryShare share() {
        var bytes = new byte[32];
        random.nextBytes(bytes);
        return new RecoveryShare(3, random.nextInt(1 << 16), 5, bytes);
    }

    @Test
    void whatIsWrittenIsReadAgain() throws Exception {
        for (int i = 0; i < 200; i++) {
            var share = share();
            var text = share.text();
            assertThat(text).matches("([0-9A-HJKMNP-TV-Z]{5} ){15}[0-9A-HJKMNP-TV-Z]{5}");
            assertThat(RecoveryShare.parse(text)).usingRecursiveComparison().isEqualTo(share);
        }
    }

    @Test
    void caseSpacesHyphensAndLettersThatLookAlikeDoNotMatter() throws Exception {
        var share = share();
        var typed =
                share.text()
                        .toLowerCase(java.util.Locale.ROOT)
                        .replace(' ', '-')
                        .replace('0', 'o')
                        .replace('1', 'l');
        assertThat(RecoveryShare.parse("  " + typed + " \n").text()).isEqualTo(share.text());
    }

    /// 80 places, 31 other characters each.
    @Test
    void everySingleSlipIsFoundInItsGroup() {
        var text = share().text();
        for (int at = 0; at < text.length(); at++) {
            for (char other : ALPHABET.toCharArray()) {
                if (text.charAt(at) == ' ' || text.charAt(at) == other) {
                    continue;
                }
                var typed = text.substring(0, at) + other + text.substring(at + 1);
                int group = at / 6 + 1;
                assertThatThrownBy(() -> RecoveryShare.parse(typed))
                        .isInstanceOfSatisfying(
                                Unreadable.class, e -> assertThat(e.group()).isEqualTo(group));
            }
        }
    }

    @Test
    void twoCharactersOrTwoGroupsThatWereSwappedAreFound() {
        var text = share().text();
        for (int at = 0; at + 1 < text.length(); at++) {
            char first = text.charAt(at);
            char second = text.charAt(at + 1);
            if (first != second && first != ' ' && second != ' ') {
                var typed = text.substring(0, at) + second + first + text.substring(at + 2);
                assertThatThrownBy(() -> RecoveryShare.parse(typed))
                        .as(typed)
                        .isInstanceOf(Unreadable.class);
            }
        }
        var groups = text.split(" ");
        var swapped = groups[0];
        groups[0] = groups[1];
        groups[1] = swapped;
        assertThatThrownBy(() -> RecoveryShare.parse(String.join(" ", groups)))
                .isInstanceOf(Unreadable.class);
    }

    @Test
    void groupsLeftOutAreCounted() {
        var text = share().text();
        assertThatThrownBy(() -> RecoveryShare.parse(text.substring(6)))
                .isInstanceOfSatisfying(
                        Unreadable.class,
                        e -> {
                            assertThat(e.reason()).isEqualTo(Unreadable.Reason.LENGTH);
                            assertThat(e.group()).isEqualTo(15);
                        });
        assertThatThrownBy(() -> RecoveryShare.parse("")).isInstanceOf(Unreadable.class);
    }

    @Test
    void aShareNeverShowsItself() {
        var share = new RecoveryShare(1, 0xA3F2, 2, new byte[32]);
        assertThat(share).hasToString("RecoveryShare[2 of set A3F2]");
    }
}
