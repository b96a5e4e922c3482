package io.kedang.database;

import io.kedang.kernel.Problem;
import io.kedang.kernel.Refusal;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/// What a terminal says, in the language of the machine: Chinese where that is Chinese, English
/// elsewhere. For what runs before the application or without it.
public record Texts(String context) {
    private static final Texts DATABASE = new Texts("database");

    /// @param key of `i18n/<context>.properties`
    public String text(String key, Object... arguments) {
        return new MessageFormat(bundle().getString(key), Locale.ROOT).format(arguments);
    }

    public boolean has(String key) {
        return bundle().containsKey(key);
    }

    /// What is wrong, why, and what to do next.
    public static String of(Refusal refusal) {
        var problem = refusal.problem();
        return inContextOf(problem)
                .text("problem." + problem.code() + ".detail", refusal.arguments().toArray());
    }

    static String database(String key, Object... arguments) {
        return DATABASE.text(key, arguments);
    }

    private static Texts inContextOf(Problem problem) {
        return new Texts(problem.code().substring(0, problem.code().indexOf('.')));
    }

    private ResourceBundle bundle() {
        var chinese = Locale.getDefault().getLanguage().equals("zh");
        return ResourceBundle.getBundle("i18n." + context, chinese ? Locale.ROOT : Locale.ENGLISH);
    }
}
