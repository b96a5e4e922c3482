package io.kedang.command;

import io.kedang.database.Texts;

/// `kedang help`: every command in a line.
final class HelpCommand implements Command {
    @Override
    public String name() {
        return "help";
    }

    @Override
    public int run(Arguments arguments, Console console) {
        console.print(Console.text("command.help.title"));
        var texts = new Texts("command");
        for (var command : Commands.all()) {
            var prefix = "command." + command.name();
            if (texts.has(prefix + ".summary")) {
                console.print(
                        "  ./kedang %-34s %s"
                                .formatted(
                                        texts.text(prefix + ".usage"),
                                        texts.text(prefix + ".summary")));
            }
        }
        console.print(Console.text("command.help.foot"));
        return 0;
    }
}
