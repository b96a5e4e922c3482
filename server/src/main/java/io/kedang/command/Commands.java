package io.kedang.command;

import io.kedang.kernel.Refusal;

import java.util.Arrays;
import java.util.List;

/// All commands, and the way from a line to its exit code.
public final class Commands {
    /// The caller can put it right.
    static final int REFUSED = 2;

    /// Ours to put right.
    static final int FAULT = 1;

    private Commands() {}

    static List<Command> all() {
        return List.of(
                new RunCommand(),
                new UserCommand(),
                new TokenCommand(),
                new ImportCommand(),
                new TableCommand(),
                new VerifyCommand(),
                new AuditCommand(),
                new TlsCommand(),
                new KeysCommand(),
                new ConfigCommand(),
                new HelpCommand(),
                new VersionCommand(),
                new TrainCommand());
    }

    public static int run(String[] words) {
        return run(Arrays.asList(words), new Console(System.out, System.err));
    }

    static int run(List<String> words, Console console) {
        var name = words.isEmpty() ? "help" : words.getFirst();
        var rest = words.isEmpty() ? words : words.subList(1, words.size());
        try {
            var command = find(name);
            if (rest.contains("--help")) {
                HelpCommand.print(command, console);
                return 0;
            }
            var arguments = Arguments.parse(rest, command.options());
            if (!command.takesWords() && !arguments.words().isEmpty()) {
                throw new Refusal(CommandProblem.WORD_UNEXPECTED, arguments.words().getFirst());
            }
            return command.run(arguments, console);
        } catch (Refusal refusal) {
            console.refuse(refusal);
            return REFUSED;
        } catch (RuntimeException fault) {
            console.say("✗ " + Console.text("command.say.fault", fault.toString()));
            fault.printStackTrace(console.err());
            return FAULT;
        }
    }

    private static Command find(String name) {
        var plain =
                switch (name) {
                    case "--help", "-h" -> "help";
                    case "--version", "-V" -> "version";
                    default -> name;
                };
        return all().stream()
                .filter(command -> command.name().equals(plain))
                .findFirst()
                .orElseThrow(() -> new Refusal(CommandProblem.UNKNOWN, name));
    }
}
