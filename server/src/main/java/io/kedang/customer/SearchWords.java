package io.kedang.customer;

import io.kedang.kernel.Parsed;
import io.kedang.kernel.sql.Fragment;
import io.kedang.kernel.sql.Like;
import io.kedang.kernel.text.Folding;
import io.kedang.kernel.text.GramCodes;
import io.kedang.kernel.text.Grams;
import io.kedang.kernel.text.OrganisationName;
import io.kedang.kernel.text.PhoneNumber;
import io.kedang.sealing.PhoneTokens;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Rule: what the words of the search box ask of the index. Every word has to be found somewhere:
/// in names, their pinyin and initials, numbers, places, tags and notes, or as digits of a phone
/// number.
final class SearchWords {
    private static final int MOST_WORDS = 5;
    private static final int SHORTEST_NUMBER = 4;
    private static final String NAME_GRAMS = "q_name_grams";
    private static final String IN_NAME = "s.grams @> cast(:" + NAME_GRAMS + " as integer[])";
    static final List<String> GROUPS =
            List.of(
                    CustomerFields.NAMES,
                    CustomerFields.PINYIN,
                    CustomerFields.NUMBERS,
                    CustomerFields.PLACES,
                    CustomerFields.WORDS);

    private static final int NUMBER_GROUP = GROUPS.indexOf(CustomerFields.NUMBERS);

    private final List<String> words;
    private final PhoneTokens tokens;
    private final List<String> phoneFields;
    private final Fragment among;

    /// @param among over the rows `s` of the index: no others are looked for
    SearchWords(String typed, PhoneTokens tokens, List<String> phoneFields, Fragment among) {
        words =
                Arrays.stream(typed.split("[\\s\\u3000]+"))
                        .map(Folding::fold)
                        .flatMap(word -> Arrays.stream(word.split(" ")))
                        .filter(word -> !word.isEmpty())
                        .limit(MOST_WORDS)
                        .toList();
        this.tokens = tokens;
        this.phoneFields = phoneFields;
        this.among = among;
    }

    boolean isEmpty() {
        return words.isEmpty();
    }

    List<String> words() {
        return words;
    }

    /// Files whose name holds every word, without the index: for a few files that are read anyway.
    Fragment inNameAsRead() {
        var values = new HashMap<String, @Nullable Object>();
        var parts = new ArrayList<String>();
        for (int n = 0; n < words.size(); n++) {
            parts.add("c.name_folded like :q_name" + n);
            values.put("q_name" + n, Like.containing(words.get(n)));
        }
        return Fragment.of("(" + String.join(" and ", parts) + ")", values);
    }

    /// Files whose name holds every word: what the search box lists first.
    ///
    /// @param many whether so many files may be among them that they are met by walking down the
    /// list, instead of being fetched and sorted all
    Fragment inName(boolean many) {
        var read = inNameAsRead();
        var grams = nameGrams();
        if (many || grams.isEmpty()) {
            return read;
        }
        var fetched = fetched(inNameByIndex());
        var values = new HashMap<>(read.values());
        values.putAll(fetched.values());
        return Fragment.of("(" + read.sql() + " and " + fetched.sql() + ")", values);
    }

    /// What the index `s` has of files whose name may hold every word.
    Fragment inNameByIndex() {
        var grams = nameGrams();
        return grams.isEmpty()
                ? Fragment.TRUE
                : Fragment.of(IN_NAME, NAME_GRAMS, GramCodes.of(grams));
    }

    /// Files that hold every word, in the name or elsewhere, all fetched through the index.
    Fragment anywhere() {
        return fetched(somewhere());
    }

    /// Whether the index knows every word; what is too short for a gram is found in names alone, by
    /// reading them.
    boolean areIndexed() {
        return words.stream().noneMatch(word -> Grams.query(CustomerFields.NAMES, word).isEmpty());
    }

    /// About which part of all files holds every word in one of these groups, from 0 to 1.
    double share(CommonGrams.Counts counts, List<String> groups) {
        double share = 1;
        for (var word : words) {
            share *=
                    groups.stream()
                            .map(group -> GramCodes.of(grams(group, word)))
                            .mapToDouble(
                                    grams ->
                                            Arrays.stream(grams)
                                                    .mapToDouble(counts::shareOf)
                                                    .min()
                                                    .orElse(1))
                            .max()
                            .orElse(1);
        }
        return share;
    }

    private List<String> nameGrams() {
        return words.stream()
                .flatMap(word -> Grams.query(CustomerFields.NAMES, word).stream())
                .distinct()
                .toList();
    }

    /// Files that hold every word somewhere, but not all of them in the name.
    ///
    /// @param many as above
    Fragment elsewhere(boolean many) {
        var somewhere = somewhere();
        var read = inNameAsRead();
        var found = many ? walked(somewhere) : fetched(somewhere);
        var values = new HashMap<>(found.values());
        values.putAll(read.values());
        return Fragment.of("(" + found.sql() + " and not " + read.sql() + ")", values);
    }

    /// What the index `s` has of files that may hold every word.
    Fragment somewhere() {
        var values = new HashMap<String, @Nullable Object>();
        var parts = new ArrayList<String>();
        for (int n = 0; n < words.size(); n++) {
            var ways = ways(words.get(n), n, values);
            parts.add(ways.isEmpty() ? "false" : "(" + String.join(" or ", ways) + ")");
        }
        return Fragment.of(String.join(" and ", parts), values);
    }

    private List<String> ways(String word, int n, Map<String, @Nullable Object> values) {
        var ways = new ArrayList<String>();
        boolean isMobile = isPersonalMobile(word);
        for (int group = 0; group < GROUPS.size(); group++) {
            var grams = grams(GROUPS.get(group), word);
            boolean sealedOnly = group == NUMBER_GROUP && isMobile;
            if (!grams.isEmpty() && !sealedOnly) {
                var name = "q_%d_%d".formatted(n, group);
                ways.add("s.grams @> cast(:" + name + " as integer[])");
                values.put(name, GramCodes.of(grams));
            }
        }
        if (word.chars().filter(Character::isDigit).count() >= SHORTEST_NUMBER) {
            var wanted =
                    phoneFields.stream()
                            .flatMap(
                                    field -> Arrays.stream(tokens.queryTokens(field, word)).boxed())
                            .toArray(Long[]::new);
            ways.add("s.tokens && :q_phone" + n);
            values.put("q_phone" + n, wanted);
        }
        return ways;
    }

    private static List<String> grams(String group, String word) {
        boolean isSound = group.equals(CustomerFields.PINYIN);
        return Grams.query(group, isSound ? OrganisationName.spelled(word) : word);
    }

    /// A whole mobile is sealed wherever it stands, so its pieces in clear are those of others.
    private static boolean isPersonalMobile(String word) {
        return PhoneNumber.parse(word) instanceof Parsed.Right<PhoneNumber>(var number)
                && number.isPersonalMobile();
    }

    /// The index first. As an array, because the planner of the database would otherwise walk down
    /// the list in the hope of meeting enough, and walk it to the end for words that are rare.
    private Fragment fetched(Fragment predicate) {
        var values = new HashMap<>(predicate.values());
        values.putAll(among.values());
        return Fragment.of(
                "c.id = any (array(select s.customer_id from customer_search s where %s and (%s)))"
                        .formatted(among.sql(), predicate.sql()),
                values);
    }

    private static Fragment walked(Fragment predicate) {
        return Fragment.of(
                "exists (select from customer_search s where s.customer_id = c.id and (%s))"
                        .formatted(predicate.sql()),
                predicate.values());
    }
}
