package io.kedang.access.policy;

import io.kedang.kernel.sql.Fragment;

import java.util.List;
import java.util.UUID;

/// Where all files lie that somebody can see at all: his own, those of some departments, those that
/// were given to him. Nothing outside is visible to him; what lies within still passes the lock.
/// By it a statement finds a few files among very many without looking at the others.
///
/// @param owned over `c`
/// @param given over `s`, a row of the search index
/// @param numbers the readers' numbers under which all of these files stand
public record Reach(Fragment owned, Fragment given, List<UUID> departments, List<Integer> numbers) {
    private static final String DEPARTMENTS = "near_departments";

    /// Over `c`: the files of any of these departments.
    public Fragment housed() {
        return Fragment.of(
                "c.department = any (cast(:near_departments as uuid[]))", DEPARTMENTS, departments);
    }

    /// Over `c` and a row `d` of `unnest(cast(:near_departments as uuid[]))`: those of one.
    public Fragment housedByOne() {
        return Fragment.of("c.department = d.id", DEPARTMENTS, departments);
    }

    /// Over `s`: all of these files by the search index alone, which then fetches what he may know
    /// of and not what he may not.
    public Fragment indexed() {
        return Fragment.of("s.readers && :near_readers", "near_readers", numbers);
    }
}
