package io.kedang.command;

import java.util.Optional;

/// `kedang --version`: only the version, for scripts.
final class VersionCommand implements Command {
    @Override
    public String name() {
        return "version";
    }

    @Override
    public int run(Arguments arguments, Console console) {
        console.print(version());
        return 0;
    }

    /// Written into the jar by the build; classes that run without it have none.
    static String version() {
        return Optional.ofNullable(VersionCommand.class.getPackage().getImplementationVersion())
                .orElse("development");
    }
}
