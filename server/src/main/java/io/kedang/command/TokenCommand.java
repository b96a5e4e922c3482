package io.kedang.command;

import io.kedang.kernel.NewId;
import io.kedang.kernel.Refusal;

import java.util.Map;
import java.util.Set;

/// `kedang token create --user U --name N`: prints the token and nothing else, so that a script can
/// take it.
final class TokenCommand implements Command {
    @Override
    public String name() {
        return "token";
    }

    @Override
    public Set<String> options() {
        return Set.of("user=", "name=");
    }

    @Override
    public boolean takesWords() {
        return true;
    }

    @Override
    public int run(Arguments arguments, Console console) {
        if (!arguments.words().equals(java.util.List.of("create"))) {
            throw new Refusal(CommandProblem.USAGE, Console.text("command.token.usage"));
        }
        var user = arguments.find("user").orElseThrow(TokenCommand::incomplete);
        var name = arguments.find("name").orElseThrow(TokenCommand::incomplete);
        try (var server = LocalServer.open(Settings.of(arguments), console)) {
            var created = server.send("PUT", "/tokens/" + NewId.next(), user, Map.of("name", name));
            console.print(created.path("token").asString());
        }
        return 0;
    }

    private static Refusal incomplete() {
        return new Refusal(CommandProblem.USAGE, Console.text("command.token.usage"));
    }
}
