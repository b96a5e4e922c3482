package io.kedang.intake.table.vcard;

import com.github.mangstadt.vinnie.VObjectProperty;
import com.github.mangstadt.vinnie.io.VObjectPropertyValues;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/// One value of a card and the column that it belongs to. The names of columns are those of the
/// properties with their parts and the kind of a number or address behind them: TEL.CELL,
/// TEL.WORK.FAX, ADR.HOME.CITY, N.FAMILY.
record CardValue(String column, String value) {
    private static final Set<String> LEFT_OUT = Set.of("PHOTO", "LOGO", "SOUND", "KEY", "AGENT");
    private static final List<String> NAME =
            List.of("FAMILY", "GIVEN", "ADDITIONAL", "PREFIX", "SUFFIX");
    private static final List<String> ADDRESS =
            List.of("BOX", "EXTENDED", "STREET", "CITY", "REGION", "POSTCODE", "COUNTRY");
    private static final List<String> ORGANISATION = List.of("", "UNIT");
    private static final Set<String> PLACES = Set.of("WORK", "HOME");
    private static final Set<String> DEVICES = Set.of("CELL", "FAX", "PAGER");
    private static final Set<String> PLACED = Set.of("TEL", "EMAIL", "ADR", "URL", "LABEL", "IMPP");

    static List<CardValue> of(VObjectProperty property) {
        var name = property.getName().toUpperCase(Locale.ROOT);
        var raw = property.getValue();
        if (LEFT_OUT.contains(name) || isBinary(property) || raw.isBlank()) {
            return List.of();
        }
        return switch (name) {
            case "N" -> parts(name, NAME, raw);
            case "ADR" -> parts(name + place(property), ADDRESS, raw);
            case "ORG" -> parts(name, ORGANISATION, raw);
            case "TEL" -> List.of(new CardValue(telephone(property), number(raw)));
            case "BDAY", "ANNIVERSARY" -> List.of(new CardValue(name, date(raw)));
            case "CATEGORIES", "NICKNAME" ->
                    List.of(
                            new CardValue(
                                    name, String.join(",", VObjectPropertyValues.parseList(raw))));
            default -> {
                var column = PLACED.contains(name) ? name + place(property) : name;
                yield List.of(new CardValue(column, VObjectPropertyValues.unescape(raw)));
            }
        };
    }

    private static boolean isBinary(VObjectProperty property) {
        var encoding = property.getParameters().first("ENCODING");
        return encoding != null
                && (encoding.equalsIgnoreCase("b") || encoding.equalsIgnoreCase("base64"));
    }

    /// One value for each part that is not empty; parts beyond the known ones go with the last.
    private static List<CardValue> parts(String name, List<String> names, String raw) {
        var values = new ArrayList<CardValue>();
        var parts = VObjectPropertyValues.parseStructured(raw);
        for (int i = 0; i < parts.size(); i++) {
            var text = String.join(",", parts.get(i));
            if (!text.isBlank()) {
                var part = names.get(Math.min(i, names.size() - 1));
                values.add(new CardValue(part.isEmpty() ? name : name + "." + part, text));
            }
        }
        return values;
    }

    private static TreeSet<String> types(VObjectProperty property) {
        var types = new TreeSet<String>();
        for (var parameter : property.getParameters()) {
            if (parameter.getKey() == null || parameter.getKey().equalsIgnoreCase("TYPE")) {
                for (var value : parameter.getValue()) {
                    for (var type : value.split(",")) {
                        types.add(type.strip().toUpperCase(Locale.ROOT));
                    }
                }
            }
        }
        return types;
    }

    private static String place(VObjectProperty property) {
        var places = types(property);
        places.retainAll(PLACES);
        return places.size() == 1 ? "." + places.getFirst() : "";
    }

    private static String telephone(VObjectProperty property) {
        var types = types(property);
        if (types.contains("CELL")) {
            return "TEL.CELL";
        }
        types.retainAll(DEVICES);
        return "TEL" + place(property) + (types.isEmpty() ? "" : "." + types.getFirst());
    }

    private static String number(String raw) {
        var text = VObjectPropertyValues.unescape(raw);
        return text.regionMatches(true, 0, "tel:", 0, 4) ? text.substring(4) : text;
    }

    /// Dates without hyphens get them; what is no whole date stays as it is.
    private static String date(String raw) {
        var text = VObjectPropertyValues.unescape(raw).strip();
        return text.matches("\\d{8}(T.*)?")
                ? text.substring(0, 4) + "-" + text.substring(4, 6) + "-" + text.substring(6)
                : text;
    }
}
