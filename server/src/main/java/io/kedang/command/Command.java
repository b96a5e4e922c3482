package io.kedang.command;

import java.util.Set;

/// One word after `./kedang`.
interface Command {
    String name();

    /// The options it knows besides those of every command ([Arguments#COMMON]); one that takes a
    /// value ends with `=`.
    default Set<String> options() {
        return Set.of();
    }

    /// Whether it takes words that are no options.
    default boolean takesWords() {
        return false;
    }

    /// Returns the exit code: 0 when it did what was asked for.
    int run(Arguments arguments, Console console);
}
