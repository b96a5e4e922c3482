package io.kedang.kernel.field;

import java.util.List;
import java.util.Locale;

/// What an administrator called a field of his own and what may be chosen in it, in both languages
/// of the house.
///
/// @param help a sentence below the field of a form; empty texts where there is none
/// @param options all that may be or could once be chosen, in their order
public record OwnNames(Text label, Text help, List<OwnOption> options) {
    public OwnNames {
        options = List.copyOf(options);
    }

    /// @param english empty where nobody translated it: the Chinese one stands for it
    public record Text(String chinese, String english) implements Label {
        @Override
        public String in(Locale locale) {
            boolean translated = locale.getLanguage().equals("en") && !english.isBlank();
            return translated ? english : chinese;
        }
    }

    /// @param retired what holds it keeps it, nobody can choose it any more
    public record OwnOption(String code, Text label, boolean retired) {}
}
