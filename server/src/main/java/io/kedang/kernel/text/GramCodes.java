package io.kedang.kernel.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.zip.CRC32;

/// Grams in the form that a search index keeps: a number each, which an index takes in at two
/// thirds of the cost of its text.
///
/// The number is the CRC-32 of the gram in UTF-8. Grams of up to four bytes, which are all of
/// letters, digits or one character, have numbers of their own; among longer ones two in four
/// thousand million share one, so that a search may in theory show a file too many. It never shows
/// one too few.
public final class GramCodes {
    private int[] codes = new int[64];
    private int size;

    /// The number of one gram; the same as the database's `crc32`, as a signed number.
    public static int of(String gram) {
        var sum = new CRC32();
        sum.update(gram.getBytes(StandardCharsets.UTF_8));
        return (int) sum.getValue();
    }

    /// For a parameter of a statement.
    public static Integer[] of(Collection<String> grams) {
        return grams.stream().map(GramCodes::of).toArray(Integer[]::new);
    }

    /// Everything by which `text` is found.
    public void add(String group, String text) {
        Grams.cut(group, text, gram -> add(of(gram)));
    }

    public void add(GramCodes more) {
        addAll(more.codes, more.size);
    }

    public void add(List<Integer> more) {
        more.forEach(this::add);
    }

    private void addAll(int[] more, int count) {
        for (int i = 0; i < count; i++) {
            add(more[i]);
        }
    }

    private void add(int code) {
        if (size == codes.length) {
            distinct();
            if (size > codes.length / 2) {
                codes = Arrays.copyOf(codes, codes.length * 2);
            }
        }
        codes[size++] = code;
    }

    /// Sorted, each once.
    public int[] toArray() {
        distinct();
        return Arrays.copyOf(codes, size);
    }

    private void distinct() {
        Arrays.sort(codes, 0, size);
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (kept == 0 || codes[i] != codes[kept - 1]) {
                codes[kept++] = codes[i];
            }
        }
        size = kept;
    }
}
