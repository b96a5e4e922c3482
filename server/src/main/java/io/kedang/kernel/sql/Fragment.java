package io.kedang.kernel.sql;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;

/// A piece of SQL with the values of its named parameters. The text is always made by our own code
/// from constants; whatever comes from outside is in `values`. Only kernel and access make
/// fragments (a house test holds that).
public record Fragment(String sql, Map<String, @Nullable Object> values) {
    public static final Fragment TRUE = new Fragment("true", Map.of());
    public static final Fragment FALSE = new Fragment("false", Map.of());
    public static final Fragment NOTHING = new Fragment("", Map.of());

    public static Fragment of(String constant) {
        return new Fragment(constant, Map.of());
    }

    public static Fragment of(String sql, Map<String, @Nullable Object> values) {
        return new Fragment(sql, values);
    }

    public static Fragment of(String sql, String name, @Nullable Object value) {
        var values = new HashMap<String, @Nullable Object>();
        values.put(name, value);
        return new Fragment(sql, values);
    }
}
