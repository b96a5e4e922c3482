package io.kedang.kernel.field;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;

/// What there is to know about one field. Forms, lists, filters, imports, exports, revisions, the
/// API schema and prints are all made from it, for built-in and custom fields alike.
///
/// @param key stable name in API and conditions; a dot nests it (`address.city`)
/// @param dataClass how much harm its values do in wrong hands
/// @param section where forms and prints show it
/// @param kinds the kinds of record that have it; empty for all
/// @param options codes to choose from; empty where the field has none
/// @param written whether people may set it; the others are derived or have their own operation
/// @param listed whether lists show it without being asked
/// @param longest most characters of a text
/// @param least smallest number, or null where any will do
/// @param gram letter of the group under which search indexes its text, or null
/// @param names what an administrator called it; null for the fields that are built in
public record Field(
        String key,
        FieldType type,
        DataClass dataClass,
        Secrecy secrecy,
        String section,
        Set<String> kinds,
        List<String> options,
        boolean required,
        boolean written,
        boolean listed,
        boolean sortable,
        int longest,
        @Nullable Long least,
        @Nullable String gram,
        @Nullable OwnNames names) {

    /// What the keys of fields begin with that are not built in: `custom.colour`.
    public static final String CUSTOM = "custom.";

    private static final int LINE = 200;
    private static final int TEXT = 10_000;

    public Field {
        if (dataClass == DataClass.P3 && secrecy == Secrecy.CLEAR) {
            throw new IllegalArgumentException(key + " is of class P3, so it has to be sealed");
        }
    }

    public static Field of(
            String section, String key, FieldType type, DataClass dataClass, Secrecy secrecy) {
        int longest = type == FieldType.LONG_TEXT ? TEXT : LINE;
        return new Field(
                key, type, dataClass, secrecy, section, Set.of(), List.of(), false, true, false,
                false, longest, null, null, null);
    }

    public Field kinds(String... only) {
        return new Field(
                key,
                type,
                dataClass,
                secrecy,
                section,
                Set.of(only),
                options,
                required,
                written,
                listed,
                sortable,
                longest,
                least,
                gram,
                names);
    }

    public Field options(String... codes) {
        return new Field(
                key,
                type,
                dataClass,
                secrecy,
                section,
                kinds,
                List.of(codes),
                required,
                written,
                listed,
                sortable,
                longest,
                least,
                gram,
                names);
    }

    public Field asRequired() {
        return new Field(
                key, type, dataClass, secrecy, section, kinds, options, true, written, listed,
                sortable, longest, least, gram, names);
    }

    /// Not set by people directly.
    public Field derived() {
        return new Field(
                key, type, dataClass, secrecy, section, kinds, options, required, false, listed,
                sortable, longest, least, gram, names);
    }

    public Field asListed() {
        return new Field(
                key, type, dataClass, secrecy, section, kinds, options, required, written, true,
                sortable, longest, least, gram, names);
    }

    /// Only for columns that have an index for it and are never null.
    public Field asSortable() {
        return new Field(
                key, type, dataClass, secrecy, section, kinds, options, required, written, listed,
                true, longest, least, gram, names);
    }

    public Field upTo(int characters) {
        return new Field(
                key,
                type,
                dataClass,
                secrecy,
                section,
                kinds,
                options,
                required,
                written,
                listed,
                sortable,
                characters,
                least,
                gram,
                names);
    }

    public Field notBelow(long number) {
        return new Field(
                key, type, dataClass, secrecy, section, kinds, options, required, written, listed,
                sortable, longest, number, gram, names);
    }

    /// A field that an administrator made: its key begins with [#CUSTOM].
    public Field named(OwnNames own) {
        return new Field(
                key, type, dataClass, secrecy, section, kinds, options, required, written, listed,
                sortable, longest, least, gram, own);
    }

    public boolean isCustom() {
        return names != null;
    }

    public Field searched(String group) {
        return new Field(
                key, type, dataClass, secrecy, section, kinds, options, required, written, listed,
                sortable, longest, least, group, names);
    }

    public boolean of(String kind) {
        return kinds.isEmpty() || kinds.contains(kind);
    }

    /// Whether its values are shown masked and kept sealed in some record at least.
    public boolean sensitive() {
        return secrecy != Secrecy.CLEAR;
    }

    /// The column that holds its clear values: `address.city` stands in `address_city`.
    public String column() {
        var column = new StringBuilder(key.length() + 4);
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                column.append('_').append(Character.toLowerCase(c));
            } else {
                column.append(c == '.' ? '_' : c);
            }
        }
        return column.toString();
    }

    /// Fields are keys of every record's values: one that got another label meanwhile is the same.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Field field && field.key.equals(key);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }
}
