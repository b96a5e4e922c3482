package io.kedang.matrix;

import java.util.Map;
import java.util.UUID;

/// A file of the [World], with one person, one order and one visit, and canaries in every text of
/// all four.
///
/// @param key how tests name it: class, home, and what else is special
/// @param department where it belongs, by name
/// @param words what requests about it say: `customer`, `person`, `order` (ids), `name` …
record GuardedFile(
        String key,
        char grade,
        UUID owner,
        String department,
        boolean voided,
        UUID id,
        UUID person,
        UUID order,
        Map<String, String> words) {
    boolean isOfAPerson() {
        return words.get("kind").equals("PERSON");
    }

    @Override
    public String toString() {
        return key;
    }
}
