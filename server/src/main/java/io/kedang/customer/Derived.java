package io.kedang.customer;

import io.kedang.kernel.text.Folding;
import io.kedang.kernel.text.Grams;
import io.kedang.kernel.text.OrganisationName;
import io.kedang.kernel.text.Pinyin;

/// What is computed from a file's name for comparing, sorting and finding twins. It carries the
/// version of the rules that made it, so that better rules can be applied later, online.
///
/// @param nameFolded width, case and script folded
/// @param nameKey sorts as a Chinese reader expects, by pinyin
/// @param nameMatch equal for two spellings of one firm's name
record Derived(String nameFolded, String nameKey, String nameMatch) {
    static final int VERSION = Grams.VERSION * 10_000 + Pinyin.VERSION * 100;

    static Derived of(CustomerKind kind, String name) {
        return switch (kind) {
            case ORGANISATION ->
                    new Derived(
                            Folding.fold(name),
                            Pinyin.ofOrganisation(name).sortKey(),
                            nameMatch(kind, name));
            case PERSON ->
                    new Derived(
                            Folding.fold(name),
                            Pinyin.ofPerson(name).sortKey(),
                            nameMatch(kind, name));
        };
    }

    static String nameMatch(CustomerKind kind, String name) {
        return switch (kind) {
            case ORGANISATION -> OrganisationName.key(name);
            case PERSON -> Folding.fold(name).replace(" ", "");
        };
    }
}
