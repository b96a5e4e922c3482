package io.kedang.intake.table.text;

/// Counts the well-formed and the damaged UTF-8 sequences of a stream of bytes.
final class Utf8Check {
    private long sequences;
    private long wrong;
    private int pending;
    private int low = 0x80;
    private int high = 0xBF;

    /// Sequences of more than one byte that are well-formed.
    long sequences() {
        return sequences;
    }

    long wrong() {
        return pending > 0 ? wrong + 1 : wrong;
    }

    void add(byte[] block, int length) {
        for (int i = 0; i < length; i++) {
            int b = block[i] & 0xFF;
            if (pending > 0) {
                if (b >= low && b <= high) {
                    follow();
                    continue;
                }
                pending = 0;
                wrong++;
            }
            if (b >= 0x80) {
                lead(b);
            }
        }
    }

    private void follow() {
        low = 0x80;
        high = 0xBF;
        if (--pending == 0) {
            sequences++;
        }
    }

    /// The bounds of the second byte shut out overlong forms, surrogates and what lies above
    /// U+10FFFF.
    private void lead(int b) {
        low = 0x80;
        high = 0xBF;
        if (b >= 0xC2 && b <= 0xDF) {
            pending = 1;
        } else if (b >= 0xE0 && b <= 0xEF) {
            pending = 2;
            low = b == 0xE0 ? 0xA0 : 0x80;
            high = b == 0xED ? 0x9F : 0xBF;
        } else if (b >= 0xF0 && b <= 0xF4) {
            pending = 3;
            low = b == 0xF0 ? 0x90 : 0x80;
            high = b == 0xF4 ? 0x8F : 0xBF;
        } else {
            wrong++;
        }
    }
}
