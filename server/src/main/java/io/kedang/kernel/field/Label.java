package io.kedang.kernel.field;

import java.util.Locale;

/// What people call a thing, in each language of the house.
@FunctionalInterface
public interface Label {
    String in(Locale locale);

    /// For names that users gave: custom fields, options.
    static Label of(String chinese, String english) {
        return locale ->
                locale.getLanguage().equals(Locale.ENGLISH.getLanguage()) ? english : chinese;
    }
}
