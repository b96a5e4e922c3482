package io.kedang.kernel.text;

import io.kedang.kernel.text.Reading.Spelling;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// Gathers readings for each character of a folded text, the best one first, and spells them.
final class ReadingBuilder {
    /// Leads a Chinese character in the sort key: after every digit and Latin letter.
    private static final char CHINESE = '~';

    private static final int LONGEST_ABBREVIATION = 3;

    private final int[] text;
    private final List<List<String>> readings;

    ReadingBuilder(int[] text) {
        this.text = text;
        readings = new ArrayList<>(text.length);
        for (int i = 0; i < text.length; i++) {
            readings.add(List.of());
        }
    }

    /// One more reading of the character at `position`, unless it is known already, tones aside.
    void offer(int position, @Nullable String syllable) {
        if (syllable == null) {
            return;
        }
        var known = readings.get(position);
        if (known.isEmpty()) {
            readings.set(position, List.of(syllable));
            return;
        }
        for (var one : known) {
            if (toneless(one).equals(toneless(syllable))) {
                return;
            }
        }
        var more = new ArrayList<>(known);
        more.add(syllable);
        readings.set(position, more);
    }

    Reading build() {
        var syllables = syllables(-1, "");
        var alternatives = new ArrayList<Spelling>();
        for (int i = 0; i < text.length; i++) {
            var known = readings.get(i);
            for (int other = 1; other < known.size(); other++) {
                if (alternatives.size() < Pinyin.MOST_ALTERNATIVES) {
                    var changed = syllables(i, known.get(other));
                    alternatives.add(new Spelling(String.join("", changed), initials(changed)));
                }
            }
        }
        return new Reading(
                syllables,
                String.join("", syllables),
                initials(syllables),
                sortKey(),
                List.copyOf(alternatives));
    }

    /// @param changed position of a character that reads `otherwise` this time
    private List<String> syllables(int changed, String otherwise) {
        var syllables = new ArrayList<String>(text.length);
        var run = new StringBuilder();
        for (int i = 0; i < text.length; i++) {
            if (isLetterOrDigit(text[i])) {
                run.appendCodePoint(text[i]);
                continue;
            }
            flush(run, syllables);
            if (i == changed) {
                syllables.add(toneless(otherwise));
            } else if (!readings.get(i).isEmpty()) {
                syllables.add(toneless(readings.get(i).getFirst()));
            }
        }
        flush(run, syllables);
        return List.copyOf(syllables);
    }

    private static void flush(StringBuilder run, List<String> syllables) {
        if (!run.isEmpty()) {
            syllables.add(run.toString());
            run.setLength(0);
        }
    }

    private String initials(List<String> syllables) {
        var initials = new StringBuilder(syllables.size());
        int position = 0;
        for (var syllable : syllables) {
            while (!isLetterOrDigit(text[position]) && readings.get(position).isEmpty()) {
                position++;
            }
            if (!isLetterOrDigit(text[position])) {
                initials.append(syllable.charAt(0));
                position++;
            } else {
                initials.append(
                        syllable.length() <= LONGEST_ABBREVIATION
                                ? syllable
                                : syllable.substring(0, 1));
                position += syllable.length();
            }
        }
        return initials.toString();
    }

    private String sortKey() {
        var key = new StringBuilder(text.length * 8);
        for (int i = 0; i < text.length; i++) {
            var known = readings.get(i);
            if (!known.isEmpty()) {
                key.append(CHINESE).append(known.getFirst()).appendCodePoint(text[i]);
            } else if (Character.UnicodeScript.of(text[i]) == Character.UnicodeScript.HAN) {
                key.append(CHINESE).append(CHINESE).appendCodePoint(text[i]);
            } else if (Character.isLetterOrDigit(text[i]) || text[i] == ' ') {
                key.appendCodePoint(text[i]);
            }
        }
        return key.toString();
    }

    private static boolean isLetterOrDigit(int c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
    }

    private static String toneless(String syllable) {
        int last = syllable.length() - 1;
        return syllable.charAt(last) <= '5' ? syllable.substring(0, last) : syllable;
    }
}
