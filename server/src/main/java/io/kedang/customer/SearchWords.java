package io.kedang.customer;

import io.kedang.kernel.sql.Fragment;
import io.kedang.kernel.sql.Like;
import io.kedang.kernel.text.Folding;
import io.kedang.kernel.text.Grams;
import io.kedang.sealing.PhoneTokens;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Rule: what the words of the search box ask of the index. Every word has to be found somewhere: in
/// names, their pinyin and initials, numbers, places, tags and notes, or as digits of a phone number.
final class SearchWords {
    private static final int MOST_WORDS = 5;
    private static final int SHORTEST_NUMBER = 4;
    private static final List<String> GROUPS =
            List.of(
                    CustomerFields.NAMES,
                    CustomerFields.PINYIN,
                    CustomerFields.NUMBERS,
                    CustomerFields.PLACES,
                    CustomerFields.WORDS);

    private final List<String> words;
    private final PhoneTokens tokens;
    private final List<String> phoneFields;

    SearchWords(String typed, PhoneTokens tokens, List<String> phoneFields) {
        words =
                Arrays.stream(Folding.fold(typed).split(" "))
                        .filter(word -> !word.isEmpty())
                        .limit(MOST_WORDS)
                        .toList();
        this.tokens = tokens;
        this.phoneFields = phoneFields;
    }

    boolean isEmpty() {
        return words.isEmpty();
    }

    List<String> words() {
        return words;
    }

    /// Files whose name holds every word: what the search box lists first.
    Fragment inName() {
        var values = new HashMap<String, @Nullable Object>();
        var parts = new ArrayList<String>();
        for (int n = 0; n < words.size(); n++) {
            var word = words.get(n);
            parts.add("c.name_folded like :q_name" + n);
            values.put("q_name" + n, Like.containing(word));
            var grams = Grams.query(CustomerFields.NAMES, word);
            if (!grams.isEmpty()) {
                parts.add(indexed("s.grams @> cast(:q_name_grams" + n + " as text[])"));
                values.put("q_name_grams" + n, grams.toArray(String[]::new));
            }
        }
        return Fragment.of("(" + String.join(" and ", parts) + ")", values);
    }

    /// Files that hold every word somewhere, but not all of them in the name.
    Fragment elsewhere() {
        var values = new HashMap<String, @Nullable Object>(inName().values());
        var parts = new ArrayList<String>();
        for (int n = 0; n < words.size(); n++) {
            var ways = ways(words.get(n), n, values);
            parts.add(ways.isEmpty() ? "false" : indexed(String.join(" or ", ways)));
        }
        return Fragment.of(
                "(" + String.join(" and ", parts) + " and not " + inName().sql() + ")", values);
    }

    private List<String> ways(String word, int n, Map<String, @Nullable Object> values) {
        var ways = new ArrayList<String>();
        for (int group = 0; group < GROUPS.size(); group++) {
            var grams = Grams.query(GROUPS.get(group), word);
            if (!grams.isEmpty()) {
                var name = "q_%d_%d".formatted(n, group);
                ways.add("s.grams @> cast(:" + name + " as text[])");
                values.put(name, grams.toArray(String[]::new));
            }
        }
        if (word.chars().filter(Character::isDigit).count() >= SHORTEST_NUMBER) {
            var wanted =
                    phoneFields.stream()
                            .flatMap(
                                    field ->
                                            Arrays.stream(tokens.queryTokens(field, word)).boxed())
                            .toArray(Long[]::new);
            ways.add("s.tokens && :q_phone" + n);
            values.put("q_phone" + n, wanted);
        }
        return ways;
    }

    private static String indexed(String predicate) {
        return "c.id in (select s.customer_id from customer_search s where " + predicate + ")";
    }
}
