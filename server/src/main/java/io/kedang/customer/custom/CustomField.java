package io.kedang.customer.custom;

import io.kedang.kernel.field.DataClass;
import io.kedang.kernel.field.Field;
import io.kedang.kernel.field.FieldType;
import io.kedang.kernel.field.OwnNames;
import io.kedang.kernel.field.Secrecy;

import org.jspecify.annotations.Nullable;

import java.util.Set;

/// A field of customer files that an administrator made, as he made it.
///
/// @param name its key without what all of them begin with
/// @param section where forms show it; by it policies mask it like the built-in fields there
/// @param kinds the kinds of customer that have it; empty for all
/// @param searched whether search finds files by its text
/// @param sensitive whether its values are sealed and shown masked
/// @param initial what a new file gets where nothing is given, in the form of answers
/// @param position among the others of its section
/// @param ordered whether its index is there, so that lists can be sorted by it
public record CustomField(
        String name,
        FieldType type,
        String section,
        Set<String> kinds,
        OwnNames names,
        boolean required,
        boolean listed,
        boolean searched,
        boolean sensitive,
        int longest,
        @Nullable Long least,
        @Nullable Object initial,
        int position,
        boolean retired,
        boolean ordered,
        int version) {

    /// The group of grams of what is written in words.
    private static final String WORDS = "w";

    /// The same for forms, lists, filters and all else that is made from fields.
    public Field field() {
        var field =
                Field.of(section, Field.CUSTOM + name, type, dataClass(), secrecy())
                        .kinds(kinds.toArray(String[]::new))
                        .options(
                                names.options().stream()
                                        .map(OwnNames.OwnOption::code)
                                        .toArray(String[]::new))
                        .upTo(longest)
                        .named(names);
        var bounded = least == null ? field : field.notBelow(least);
        var found = searched ? bounded.searched(WORDS) : bounded;
        var needed = required ? found.asRequired() : found;
        var sorted = ordered ? needed.asSortable() : needed;
        return listed ? sorted.asListed() : sorted;
    }

    CustomField with(@Nullable Object newInitial) {
        return new CustomField(
                name,
                type,
                section,
                kinds,
                names,
                required,
                listed,
                searched,
                sensitive,
                longest,
                least,
                newInitial,
                position,
                retired,
                ordered,
                version);
    }

    private DataClass dataClass() {
        return sensitive
                ? DataClass.P3
                : type == FieldType.PHONE || type == FieldType.EMAIL ? DataClass.P2 : DataClass.P1;
    }

    /// Numbers and addresses by which somebody is reached are kept as the built-in ones are.
    private Secrecy secrecy() {
        if (sensitive) {
            return Secrecy.SEALED;
        }
        return switch (type) {
            case PHONE -> Secrecy.SEALED_IF_MOBILE;
            case EMAIL -> Secrecy.SEALED_FOR_PERSONS;
            default -> Secrecy.CLEAR;
        };
    }
}
