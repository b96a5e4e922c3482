package io.kedang.command;

import io.kedang.database.Texts;
import io.kedang.kernel.Refusal;

import java.io.PrintStream;
import java.time.Duration;

/// Where a command speaks. Results go to `out`, so that another program can read them; news and
/// refusals go to `err`.
record Console(PrintStream out, PrintStream err) {
    private static final Texts TEXTS = new Texts("command");

    void print(String line) {
        out.println(line);
    }

    void say(String line) {
        err.println(line);
    }

    void refuse(Refusal refusal) {
        say("✗ " + Texts.of(refusal));
    }

    /// One step that is done, with the time that it took.
    void done(String what, Duration time) {
        say("✓ %s  %.1f s".formatted(what, time.toMillis() / 1000.0));
    }

    /// The language in which this machine is spoken to, as a header asks for it.
    static String language() {
        return java.util.Locale.getDefault().getLanguage().equals("zh") ? "zh-CN" : "en";
    }

    static String text(String key, Object... arguments) {
        return TEXTS.text(key, arguments);
    }
}
