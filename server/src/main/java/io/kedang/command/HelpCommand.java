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
        Commands.all().forEach(command -> print(command, console));
        console.print(Console.text("command.help.foot"));
        return 0;
    }

    /// One without a summary is for the launcher alone.
    static void print(Command command, Console console) {
        var texts = new Texts("command");
        var prefix = "command." + command.name();
        if (texts.has(prefix + ".summary")) {
            console.print(
                    "  ./kedang %-34s %s"
                            .formatted(
                                    texts.text(prefix + ".usage"),
                                    texts.text(prefix + ".summary")));
        }
    }
}
