package io.kedang.sealing;

import java.util.Base64;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Versions of a key and what belongs to each, as text: a line a version, `1 <base64>`.
public final class VersionLines {
    private VersionLines() {}

    /// Throws [IllegalArgumentException] when a line has another form; the message tells nothing of
    /// what stood there.
    public static SortedMap<Integer, byte[]> parse(String text) {
        var lines = new TreeMap<Integer, byte[]>();
        for (var line : text.strip().split("\\R")) {
            var words = line.strip().split(" ");
            if (words.length != 2 || !words[0].matches("[1-9]\\d{0,4}")) {
                throw new IllegalArgumentException("a line is not of the form 'version key'");
            }
            lines.put(Integer.valueOf(words[0]), decode(words[1]));
        }
        return lines;
    }

    public static String print(SortedMap<Integer, byte[]> lines) {
        return lines.entrySet().stream()
                .map(
                        line ->
                                line.getKey()
                                        + " "
                                        + Base64.getEncoder().encodeToString(line.getValue())
                                        + "\n")
                .collect(Collectors.joining());
    }

    private static byte[] decode(String word) {
        try {
            return Base64.getDecoder().decode(word);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a key is not base64 text");
        }
    }
}
