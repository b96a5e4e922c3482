package io.kedang.database;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/// What the database says while it starts, in the language of the machine: Chinese where that is
/// Chinese, English elsewhere.
final class Texts {
    private Texts() {}

    static String text(String key, Object... arguments) {
        var chinese = Locale.getDefault().getLanguage().equals("zh");
        var bundle =
                ResourceBundle.getBundle("i18n.database", chinese ? Locale.ROOT : Locale.ENGLISH);
        return new MessageFormat(bundle.getString(key), Locale.ROOT).format(arguments);
    }
}
