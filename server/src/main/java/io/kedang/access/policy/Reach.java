package io.kedang.access.policy;

import io.kedang.kernel.sql.Fragment;

import java.util.HashMap;

/// Where all files lie that somebody can see at all: his own, those of some departments, those that
/// were given to him. Nothing outside is visible to him; what lies within still passes the lock.
/// By it a statement finds a few files among very many without looking at the others.
///
/// @param owned over `c`
/// @param housed over `c` and a row `d` of `unnest(cast(:near_departments as uuid[]))`
/// @param given over `s`, a row of the search index
/// @param departments how many they are
public record Reach(Fragment owned, Fragment housed, Fragment given, int departments) {
    /// Over `c`: whether a file lies within.
    public Fragment within() {
        var values = new HashMap<>(owned.values());
        values.putAll(housed.values());
        values.putAll(given.values());
        return Fragment.of(
                "(%s or c.department = any (:near_departments)".formatted(owned.sql())
                        + " or c.id = any (array(select s.customer_id from customer_search s where %s)))"
                                .formatted(given.sql()),
                values);
    }
}
