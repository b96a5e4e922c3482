package io.kedang.command;

import java.util.Set;

/// `kedang verify`: whether audit, its check points and the keys are whole. Exit code 1 when they
/// are not, with a line for everything that is wrong.
final class VerifyCommand implements Command {
    private static final int BROKEN = 1;

    @Override
    public String name() {
        return "verify";
    }

    @Override
    public Set<String> options() {
        return Set.of("as=");
    }

    @Override
    public int run(Arguments arguments, Console console) {
        try (var server = LocalServer.open(Settings.of(arguments), console)) {
            var actAs = arguments.find("as").orElse(LocalServer.OPERATOR);
            var report = server.send("POST", "/verification", actAs, (Object) null);
            console.print(
                    Console.text(
                            "command.verify.counts",
                            report.path("auditEntries").asString(),
                            report.path("keys").asString(),
                            report.path("removed").asString()));
            report.path("broken").forEach(line -> console.print("✗ " + line.asString()));
            boolean whole = report.path("broken").isEmpty();
            if (whole) {
                console.print("✓ " + Console.text("command.verify.whole"));
            }
            return whole ? 0 : BROKEN;
        }
    }
}
