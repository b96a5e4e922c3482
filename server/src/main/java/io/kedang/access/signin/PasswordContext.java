package io.kedang.access.signin;

import io.kedang.kernel.text.Folding;
import io.kedang.kernel.text.OrganisationName;
import io.kedang.kernel.text.Pinyin;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What everybody knows of somebody who chooses a password, and tries first: his names, the
/// company's name, both in pinyin too.
///
/// @param company as it is registered; its legal form does not count
public record PasswordContext(String username, String displayName, String company) {
    private static final String PRODUCT = "kedang";
    private static final int SHORTEST_NAME = 4;
    private static final int LONGEST_RUN = 4;

    /// Names that no password may hold, as a whole. Short ones are in half of all words by chance.
    Set<String> names() {
        var names = new LinkedHashSet<String>();
        names.add(PRODUCT);
        names.add(Folding.fold(username.strip()));
        names.add(Folding.fold(displayName.strip()));
        names.add(Pinyin.ofPerson(displayName).full());
        names.add(bareCompany());
        names.add(Pinyin.ofOrganisation(bareCompany()).full());
        names.removeIf(name -> name.length() < SHORTEST_NAME && !isChinese(name));
        names.removeIf(name -> name.codePointCount(0, name.length()) < 2);
        return names;
    }

    /// Pieces that are no harder to guess than a word: also `dahua` and `maoyi` of dahuamaoyi.
    List<String> pieces() {
        var pieces = new ArrayList<>(names());
        var company = Pinyin.ofOrganisation(bareCompany());
        pieces.add(company.initials());
        var syllables = company.syllables();
        for (int from = 0; from < syllables.size(); from++) {
            int longest = Math.min(syllables.size(), from + LONGEST_RUN);
            for (int to = from + 2; to <= longest; to++) {
                pieces.add(String.join("", syllables.subList(from, to)));
            }
        }
        return pieces;
    }

    private String bareCompany() {
        return OrganisationName.looseKey(company);
    }

    private static boolean isChinese(String text) {
        return text.codePoints()
                .allMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN);
    }
}
