package io.kedang.kernel.text;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// How a name is read aloud.
///
/// @param syllables pinyin without tones (`lv` for lü); a run of letters or digits is one of them
/// @param full the syllables joined: `chongqingjiangyue`
/// @param initials what hurried users type: `cqjy`. A run of up to three letters or digits stays
///     whole (`tcljt`), a longer word gives its first letter
/// @param sortKey to sort by with `collate "C"`, see [Pinyin]
/// @param alternatives other readings that somebody might type, at most [Pinyin#MOST_ALTERNATIVES]
public record Reading(
        List<String> syllables,
        String full,
        String initials,
        String sortKey,
        List<Spelling> alternatives) {
    public record Spelling(String full, String initials) {}

    /// Everything by which search should find the name: full and initials of all readings.
    public Set<String> spellings() {
        var spellings = new LinkedHashSet<String>();
        spellings.add(full);
        spellings.add(initials);
        for (var alternative : alternatives) {
            spellings.add(alternative.full());
            spellings.add(alternative.initials());
        }
        spellings.remove("");
        return spellings;
    }
}
