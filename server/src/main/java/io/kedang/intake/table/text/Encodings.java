package io.kedang.intake.table.text;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.kedang.intake.table.row.TableFile;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;

/// Finds the character set of a text file: byte order mark, zero bytes of UTF-16, strict UTF-8 over
/// the whole file, then which of the usual sets turns the bytes into plausible text. A statistical
/// detector is no use here: it takes three lines of GBK for Greek.
public final class Encodings {
    private static final int HEAD = 1 << 16;

    /// Bytes of lines outside ASCII that are weighed; more changes no decision.
    private static final int WEIGHED = 1 << 18;

    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final List<Charset> CANDIDATES =
            List.of(GB18030, Charset.forName("Big5"), Charset.forName("windows-1252"), UTF_8);

    private final Utf8Check utf8 = new Utf8Check();
    private final ByteArrayOutputStream foreign = new ByteArrayOutputStream();
    private final ByteArrayOutputStream currentLine = new ByteArrayOutputStream();
    private boolean currentForeign;

    private Encodings() {}

    public static Encoding detect(TableFile file) throws IOException {
        try (var in = file.stream()) {
            byte[] head = in.readNBytes(HEAD);
            var marked = byMark(head);
            if (marked != null) {
                return new Encoding(marked, true, 1);
            }
            var wide = byZeros(head);
            if (wide != null) {
                return new Encoding(wide, false, 0.95);
            }
            var survey = new Encodings();
            survey.add(head, head.length);
            byte[] block = new byte[HEAD];
            for (int n = in.read(block); n >= 0; n = in.read(block)) {
                survey.add(block, n);
            }
            return survey.decide();
        }
    }

    private static @Nullable Charset byMark(byte[] head) {
        if (begins(head, 0xEF, 0xBB, 0xBF)) {
            return UTF_8;
        }
        if (begins(head, 0xFF, 0xFE, 0, 0)) {
            return Charset.forName("UTF-32LE");
        }
        if (begins(head, 0xFF, 0xFE)) {
            return UTF_16LE;
        }
        if (begins(head, 0xFE, 0xFF)) {
            return UTF_16BE;
        }
        return begins(head, 0x84, 0x31, 0x95, 0x33) ? GB18030 : null;
    }

    private static boolean begins(byte[] head, int... mark) {
        if (head.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((head[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    /// UTF-16 without a mark: separators, digits and line ends put zeros at every other byte only.
    private static @Nullable Charset byZeros(byte[] head) {
        int even = 0;
        int odd = 0;
        for (int i = 0; i < head.length; i++) {
            if (head[i] == 0) {
                if ((i & 1) == 0) {
                    even++;
                } else {
                    odd++;
                }
            }
        }
        if (head.length < 4 || even + odd < head.length / 50.0 || head.length % 2 != 0) {
            return null;
        }
        if (odd > 20 * even) {
            return UTF_16LE;
        }
        return even > 20 * odd ? UTF_16BE : null;
    }

    private void add(byte[] block, int length) {
        utf8.add(block, length);
        int from = 0;
        for (int i = 0; i < length && foreign.size() < WEIGHED; i++) {
            currentForeign |= block[i] < 0;
            if (block[i] == '\n') {
                endLine(block, from, i + 1);
                from = i + 1;
            }
        }
        if (currentLine.size() + length - from > HEAD) {
            endLine(block, from, length);
        } else {
            currentLine.write(block, from, length - from);
        }
    }

    private void endLine(byte[] block, int from, int to) {
        if (currentForeign) {
            foreign.writeBytes(currentLine.toByteArray());
            foreign.write(block, from, to - from);
        }
        currentLine.reset();
        currentForeign = false;
    }

    private Encoding decide() {
        if (utf8.wrong() == 0) {
            double confidence = utf8.sequences() == 0 ? 1 : 0.99;
            return new Encoding(UTF_8, false, confidence);
        }
        endLine(new byte[0], 0, 0);
        byte[] text = foreign.toByteArray();
        Charset best = GB18030;
        double score = Double.NEGATIVE_INFINITY;
        double second = Double.NEGATIVE_INFINITY;
        for (var candidate : CANDIDATES) {
            double value = Plausibility.of(text, candidate);
            if (value > score) {
                second = score;
                score = value;
                best = candidate;
            } else if (value > second) {
                second = value;
            }
        }
        double margin = Math.clamp((score - second) / 1.5, 0, 1);
        double quality = Math.clamp(score, 0, 1);
        return new Encoding(best, false, Math.min(0.98, 0.3 + 0.4 * margin + 0.3 * quality));
    }
}
