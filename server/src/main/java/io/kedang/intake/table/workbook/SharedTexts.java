package io.kedang.intake.table.workbook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kedang.intake.table.row.TableProblem;
import io.kedang.kernel.Refusal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import javax.xml.stream.XMLStreamConstants;

/// The texts that cells of a workbook refer to by number, packed as UTF-8: a third to a half of
/// what strings take. Never written to disk, because they are the customers' data in clear.
final class SharedTexts {
    private static final int SEGMENT = 1 << 20;
    private static final int GROUP = 16;
    private static final int CACHE = 1 << 12;

    private final long most;
    private final List<byte[]> segments = new ArrayList<>();
    private long[] groups = new long[1024];
    private long size;
    private int count;
    private final String[] cache = new String[CACHE];
    private final int[] cached = new int[CACHE];

    /// @param most bytes that may be kept
    SharedTexts(long most) {
        this.most = most;
        Arrays.fill(cached, -1);
    }

    /// A third of the memory that this process may ever use.
    static long usualBound() {
        return Runtime.getRuntime().maxMemory() / 3;
    }

    void read(Xml xml) throws IOException {
        while (xml.nextElement()) {
            if (xml.is("si")) {
                add(richText(xml));
            }
        }
    }

    /// The text of the element that was just entered: all its `t` without the phonetic ones; leaves
    /// the reader at its end.
    static String richText(Xml xml) {
        var text = new StringBuilder();
        int end = xml.depth() - 1;
        boolean inside = false;
        int phonetic = Integer.MAX_VALUE;
        while (xml.depth() > end) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (xml.is("rPh")) {
                        phonetic = Math.min(phonetic, xml.depth());
                    }
                    inside = xml.is("t") && xml.depth() < phonetic;
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    inside = false;
                    if (xml.depth() < phonetic) {
                        phonetic = Integer.MAX_VALUE;
                    }
                }
                case XMLStreamConstants.CHARACTERS,
                        XMLStreamConstants.CDATA,
                        XMLStreamConstants.SPACE -> {
                    if (inside) {
                        XlsxText.append(text, xml.text());
                    }
                }
                case XMLStreamConstants.END_DOCUMENT -> throw new Refusal(TableProblem.CORRUPT);
                default -> {}
            }
        }
        return XlsxText.unescape(text.toString());
    }

    void add(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        if (count % GROUP == 0) {
            int group = count / GROUP;
            if (group == groups.length) {
                groups = Arrays.copyOf(groups, group * 2);
            }
            groups[group] = size;
        }
        append(lengthPrefix(bytes.length));
        append(bytes);
        count++;
        if (size + groups.length * 8L > most) {
            throw new Refusal(TableProblem.TOO_MANY_TEXTS);
        }
    }

    private static byte[] lengthPrefix(int length) {
        return new byte[] {(byte) (length >> 16), (byte) (length >> 8), (byte) length};
    }

    private void append(byte[] bytes) {
        int from = 0;
        while (from < bytes.length) {
            int at = (int) (size % SEGMENT);
            if (at == 0) {
                segments.add(new byte[SEGMENT]);
            }
            int part = Math.min(bytes.length - from, SEGMENT - at);
            System.arraycopy(bytes, from, segments.getLast(), at, part);
            from += part;
            size += part;
        }
    }

    String get(int index) {
        if (index < 0 || index >= count) {
            throw new Refusal(TableProblem.CORRUPT);
        }
        int slot = index % CACHE;
        if (cached[slot] != index) {
            cache[slot] = unpack(index);
            cached[slot] = index;
        }
        return cache[slot];
    }

    private String unpack(int index) {
        long at = groups[index / GROUP];
        for (int i = 0; i < index % GROUP; i++) {
            at += 3 + length(at);
        }
        int length = length(at);
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; ) {
            int from = (int) ((at + 3 + i) % SEGMENT);
            int part = Math.min(length - i, SEGMENT - from);
            System.arraycopy(segments.get((int) ((at + 3 + i) / SEGMENT)), from, bytes, i, part);
            i += part;
        }
        return new String(bytes, UTF_8);
    }

    private int length(long at) {
        return (octet(at) << 16) + (octet(at + 1) << 8) + octet(at + 2);
    }

    private int octet(long at) {
        return segments.get((int) (at / SEGMENT))[(int) (at % SEGMENT)] & 0xFF;
    }
}
