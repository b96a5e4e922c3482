package io.kedang.kernel.text;

import com.hankcs.hanlp.dictionary.py.PinyinDictionary;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/// Reads names aloud. Persons by their surname and the usual readings of characters (the rules and
/// the data of ICU `Han-Latin/Names`), organisations and places by the words in them (HanLP), both
/// corrected by `pinyin-overrides.txt`. Whose name it is must be known: 单 is Shàn at the head of a
/// person and dān in a firm.
///
/// Other readings are collected where two of these sources disagree about one character: what a
/// user may type who reads it character by character.
///
/// The sort key holds for each Chinese character its syllable with tone and the character itself,
/// so that one syllable follows the other as in a dictionary and one surname stays together.
/// Digits come first, then Latin letters, then Chinese by pinyin, then other scripts; brackets and
/// punctuation do not count.
///
/// The words of HanLP (4 MB) are read on the first use, in about 70 ms.
public final class Pinyin {
    /// Of readings and sort keys.
    public static final int VERSION = 1;

    /// Only the head of a longer text is read.
    public static final int MOST_CHARACTERS = 100;

    public static final int MOST_ALTERNATIVES = 4;

    /// Characters that folding would take for another word: 乾 is qián in a name, 著 zhù.
    private static final String KEPT = "乾著徵姊藉";

    private static final PinyinTable TABLE = new PinyinTable();

    private Pinyin() {}

    public static Reading ofPerson(String name) {
        var text = folded(name);
        var reading = new ReadingBuilder(text);
        int surname = TABLE.readSurname(text, reading);
        int given = Math.max(1, surname);
        if (text.length - given > 1) {
            var word = PinyinDictionary.get(new String(text, given, text.length - given));
            for (int i = 0; word != null && i < word.length; i++) {
                reading.offer(given + i, TABLE.syllable(word[i]));
            }
        }
        for (int i = 0; i < text.length; i++) {
            if (i >= surname) {
                for (var syllable : TABLE.inNames(text[i])) {
                    reading.offer(i, syllable);
                }
            }
            reading.offer(i, TABLE.usual(text[i]));
        }
        return reading.build();
    }

    public static Reading ofOrganisation(String name) {
        var text = folded(name);
        var reading = new ReadingBuilder(text);
        TABLE.readWords(text, reading);
        var words = PinyinDictionary.convertToPinyin(new String(text, 0, text.length));
        int at = 0;
        for (int i = 0; i < text.length; i++) {
            var inWord = TABLE.syllable(words.get(at));
            at += Character.charCount(text[i]);
            var alone = inWord == null ? null : alone(text[i]);
            if (Objects.equals(inWord, alone)) {
                reading.offer(i, TABLE.single(text[i]));
            }
            reading.offer(i, inWord);
            reading.offer(i, TABLE.usual(text[i]));
            reading.offer(i, alone);
        }
        TABLE.readSurname(text, reading);
        return reading.build();
    }

    private static @Nullable String alone(int character) {
        var readings = PinyinDictionary.get(Character.toString(character));
        return readings == null ? null : TABLE.syllable(readings[0]);
    }

    private static int[] folded(String name) {
        int end = Math.min(name.length(), 2 * MOST_CHARACTERS);
        return Folding.fold(name.substring(0, end), KEPT)
                .codePoints()
                .limit(MOST_CHARACTERS)
                .toArray();
    }
}
