package io.kedang.command;

import io.kedang.kernel.NewId;
import io.kedang.kernel.Refusal;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// `kedang user create NAME --role ROLE --department D --scope S --password-stdin`: for scripts and
/// tests. Role by code or name; a department that does not exist yet is created, and said so.
///
/// `kedang user recover NAME [--password-stdin]`: takes the second factor away from somebody who
/// has lost it, and sets a new password where one is given. It is the way back in for the only
/// administrator, whom no other can help.
final class UserCommand implements Command {
    @Override
    public String name() {
        return "user";
    }

    @Override
    public Set<String> options() {
        return Set.of("role=", "department=", "scope=", "display-name=", "password-stdin", "as=");
    }

    @Override
    public boolean takesWords() {
        return true;
    }

    @Override
    public int run(Arguments arguments, Console console) {
        var words = arguments.words();
        if (words.size() == 2 && words.getFirst().equals("recover")) {
            return recover(words.get(1), arguments, console);
        }
        if (words.size() != 2 || !words.getFirst().equals("create") || !arguments.has("role")) {
            throw new Refusal(CommandProblem.USAGE, Console.text("command.user.usage"));
        }
        var name = words.get(1);
        var actAs = arguments.find("as").orElse(LocalServer.OPERATOR);
        var password = arguments.has("password-stdin") ? readPassword() : null;
        try (var server = LocalServer.open(Settings.of(arguments), console)) {
            var body = new HashMap<String, @Nullable Object>();
            body.put("username", name);
            body.put("displayName", arguments.find("display-name").orElse(name));
            body.put("password", password);
            body.put("roleId", role(server, actAs, arguments.find("role").orElseThrow()));
            body.put(
                    "departmentId",
                    arguments
                            .find("department")
                            .map(department -> department(server, actAs, department, console))
                            .orElse(null));
            body.put(
                    "scope",
                    arguments
                            .find("scope")
                            .map(scope -> scope.toUpperCase(Locale.ROOT))
                            .orElse(null));
            server.send("PUT", "/users/" + NewId.next(), actAs, body);
            console.say("✓ " + Console.text("command.user.created", name));
        }
        return 0;
    }

    private static int recover(String name, Arguments arguments, Console console) {
        var actAs = arguments.find("as").orElse(LocalServer.OPERATOR);
        var password = arguments.has("password-stdin") ? readPassword() : null;
        try (var server = LocalServer.open(Settings.of(arguments), console)) {
            var user = user(server, actAs, name);
            var path = "/users/" + user.path("id").asString();
            if (password != null) {
                server.send("PUT", path + "/password", actAs, Map.of("password", password));
                console.say("✓ " + Console.text("command.user.password-set", name));
            }
            if (user.path("secondFactor").asBoolean()) {
                server.send("DELETE", path + "/second-factor", actAs, (Object) null);
                console.say("✓ " + Console.text("command.user.factor-reset", name));
            } else if (password == null) {
                console.say(Console.text("command.user.factor-none", name));
            }
        }
        return 0;
    }

    private static JsonNode user(LocalServer server, String actAs, String name) {
        for (var user : server.send("GET", "/users", actAs, (Object) null).path("items")) {
            if (user.path("username").asString().equals(name)) {
                return user;
            }
        }
        throw new Refusal(CommandProblem.USER_UNKNOWN, name);
    }

    private static String role(LocalServer server, String actAs, String wanted) {
        for (var role : server.send("GET", "/roles", actAs, (Object) null).path("items")) {
            if (List.of(role.path("code").asString(), role.path("name").asString())
                    .contains(wanted)) {
                return role.path("id").asString();
            }
        }
        throw new Refusal(CommandProblem.ROLE_UNKNOWN, wanted);
    }

    private static String department(
            LocalServer server, String actAs, String wanted, Console console) {
        for (var each : server.send("GET", "/departments", actAs, (Object) null).path("items")) {
            if (each.path("name").asString().equals(wanted)) {
                return each.path("id").asString();
            }
        }
        var id = NewId.next().toString();
        server.send("PUT", "/departments/" + id, actAs, Map.of("name", wanted));
        console.say("✓ " + Console.text("command.user.department-created", wanted));
        return id;
    }

    private static String readPassword() {
        try {
            var text = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
            return text.replaceFirst("\\R$", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
