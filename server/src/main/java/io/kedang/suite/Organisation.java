package io.kedang.suite;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// A company as an office suite has it. Ids are the suite's own.
///
/// @param units those above before those below
record Organisation(List<Unit> units, List<Person> people) {
    /// @param parent null for those at the top
    record Unit(String id, @Nullable String parent, String name) {}

    /// @param name blank where the application may not see it
    /// @param unit where he mainly works; null for somebody at the top
    /// @param active false for whoever has left or is barred there
    record Person(String id, String name, @Nullable String unit, boolean active) {}
}
