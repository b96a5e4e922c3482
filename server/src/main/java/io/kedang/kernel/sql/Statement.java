package io.kedang.kernel.sql;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    /// What stands before each slot, the slots in their order, and what stands after the last.
    private final List<String> texts;

    private final List<String> order;

    private Statement(String text, List<String> texts, List<String> order) {
        this.text = text;
        this.texts = texts;
        this.order = order;
        slots = Set.copyOf(order);
    }

    public static Statement of(String text) {
        var texts = new ArrayList<String>();
        var order = new ArrayList<String>();
        var matcher = SLOT.matcher(text);
        int from = 0;
        while (matcher.find()) {
            texts.add(text.substring(from, matcher.start()));
            order.add(matcher.group(1));
            from = matcher.end();
        }
        texts.add(text.substring(from));
        return new Statement(text, List.copyOf(texts), List.copyOf(order));
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
        var values = new HashMap<String, @Nullable Object>();
        fragments.values().forEach(fragment -> bind(fragment, values));
        var sql = new StringBuilder(texts.getFirst());
        for (int i = 0; i < order.size(); i++) {
            sql.append(Objects.requireNonNull(fragments.get(order.get(i))).sql());
            sql.append(texts.get(i + 1));
        }
        return new Fragment(sql.toString(), values);
    }

    private static void bind(Fragment fragment, Map<String, @Nullable Object> values) {
        fragment.values()
                .forEach(
                        (name, value) -> {
                            if (values.containsKey(name)
                                    && !Objects.equals(values.get(name), value)) {
                                throw new IllegalArgumentException(
                                        "parameter " + name + " is bound twice");
                            }
                            values.put(name, value);
                        });
    }
}
