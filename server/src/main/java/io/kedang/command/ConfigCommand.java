package io.kedang.command;

import io.kedang.database.Texts;

/// `kedang config`: what holds, who says so, and what it means.
final class ConfigCommand implements Command {
    private static final Texts TEXTS = new Texts("setting");

    @Override
    public String name() {
        return "config";
    }

    @Override
    public int run(Arguments arguments, Console console) {
        var settings = Settings.of(arguments);
        console.print("# " + Console.text("command.config.data", settings.data().toString()));
        for (var setting : SettingCatalogue.all()) {
            var value = settings.value(setting.key());
            var origin =
                    value.origin().isEmpty()
                            ? Console.text("command.config.shipped")
                            : value.origin();
            console.print("");
            console.print("# " + TEXTS.text("setting." + setting.key()));
            console.print(
                    "%s: %s   # %s"
                            .formatted(
                                    setting.key(), Settings.shown(setting, value.text()), origin));
        }
        return 0;
    }
}
