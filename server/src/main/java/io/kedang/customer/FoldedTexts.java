package io.kedang.customer;

import io.kedang.kernel.field.Field;
import io.kedang.kernel.field.FieldType;
import io.kedang.kernel.text.Folding;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Rule: which texts of a file need a folded copy, so that filters compare width, case and script
/// folded. PostgreSQL lowers plain texts itself; only those that folding changes otherwise, such as
/// traditional or full-width ones, are kept a second time.
public final class FoldedTexts {
    private FoldedTexts() {}

    /// @param clear values of the file by field key
    /// @param fields all that a file may have
    public static Map<String, String> of(Map<String, Object> clear, List<Field> fields) {
        var folded = new HashMap<String, String>();
        for (var field : fields) {
            boolean text = field.type() == FieldType.TEXT || field.type() == FieldType.LONG_TEXT;
            if (text && clear.get(field.key()) instanceof String value) {
                var form = Folding.fold(value);
                if (!form.equals(lowered(value))) {
                    folded.put(field.key(), form);
                }
            }
        }
        return folded;
    }

    /// As PostgreSQL lowers it, for the letters on which everybody agrees.
    private static String lowered(String value) {
        var lowered = new StringBuilder(value.length());
        for (int at = 0; at < value.length(); at++) {
            char each = value.charAt(at);
            lowered.append(each >= 'A' && each <= 'Z' ? (char) (each + 32) : each);
        }
        return lowered.toString();
    }
}
