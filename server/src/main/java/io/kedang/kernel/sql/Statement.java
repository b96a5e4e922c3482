package io.kedang.kernel.sql;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// A constant SQL text with slots such as `{visible:c}`, `{filter:c}`, `{after}` and `{order}`.
///
/// What varies in a query varies only there, so that every statement of the house can be listed,
/// expanded with every shipped policy and prepared by a test, and no string from outside becomes
/// SQL.
public final class Statement {
    private static final Pattern SLOT = Pattern.compile("\\{([a-z]+(?::[a-z_]+)?)}");
    private final String text;
    private final Set<String> slots;

    private Statement(String text, Set<String> slots) {
        this.text = text;
        this.slots = slots;
    }

    public static Statement of(String text) {
        var slots = new LinkedHashSet<String>();
        var matcher = SLOT.matcher(text);
        while (matcher.find()) {
            slots.add(matcher.group(1));
        }
        return new Statement(text, slots);
    }

    public Set<String> slots() {
        return slots;
    }

    public String text() {
        return text;
    }

    /// The statement with every slot filled. A slot without a fragment, a fragment without a slot
    /// and two fragments that bind the same name to different values are programming errors.
    public Fragment fill(Map<String, Fragment> fragments) {
        if (!fragments.keySet().equals(slots)) {
            throw new IllegalArgumentException(
                    "slots " + slots + " filled with " + fragments.keySet());
        }
        var values = new HashMap<String, @org.jspecify.annotations.Nullable Object>();
        fragments.forEach(
                (slot, fragment) ->
                        fragment.values()
                                .forEach(
                                        (name, value) -> {
                                            if (values.containsKey(name)
                                                    && !java.util.Objects.equals(
                                                            values.get(name), value)) {
                                                throw new IllegalArgumentException(
                                                        "parameter " + name + " is bound twice");
                                            }
                                            values.put(name, value);
                                        }));
        var sql = SLOT.matcher(text);
        var filled = new StringBuilder();
        while (sql.find()) {
            sql.appendReplacement(
                    filled,
                    java.util.regex.Matcher.quoteReplacement(
                            java.util.Objects.requireNonNull(fragments.get(sql.group(1))).sql()));
        }
        return new Fragment(sql.appendTail(filled).toString(), values);
    }
}
