package io.kedang.kernel;

import org.springframework.http.server.PathContainer;
import org.springframework.http.server.PathContainer.PathSegment;

import java.util.ArrayList;
import java.util.List;

/// Rule: which addresses a pattern such as `/customers/{id}/people` can't match, told quickly:
/// those with another number of parts, or with another word where the pattern holds one.
final class AddressShape {
    /// Of patterns that say more than words and variables.
    static final AddressShape ANY = new AddressShape(-1, List.of());

    private final int elements;
    private final List<Word> words;

    private AddressShape(int elements, List<Word> words) {
        this.elements = elements;
        this.words = words;
    }

    /// @param at which element of the address, separators counted
    private record Word(int at, String text) {
        boolean standsIn(PathContainer address) {
            return address.elements().get(at) instanceof PathSegment segment
                    && segment.valueToMatch().equals(text);
        }
    }

    static AddressShape of(String pattern) {
        var parts = pattern.split("/", -1);
        var words = new ArrayList<Word>();
        for (int i = 1; i < parts.length; i++) {
            if (parts[i].matches("[\\w.-]+")) {
                words.add(new Word(2 * i - 1, parts[i]));
            } else if (!parts[i].matches("\\{\\w+}")) {
                return ANY;
            }
        }
        // The last words tell the most: all begin alike.
        return new AddressShape(2 * (parts.length - 1), List.copyOf(words.reversed()));
    }

    boolean fits(PathContainer address) {
        return elements < 0
                || address.elements().size() == elements
                        && words.stream().allMatch(word -> word.standsIn(address));
    }
}
