package io.kedang;

import io.kedang.command.Commands;

/// The entrance: `kedang <command> …`.
public final class Kedang {
    private Kedang() {}

    public static void main(String[] words) {
        System.exit(Commands.run(words));
    }
}
