package io.kedang.place;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;

import io.kedang.kernel.Parsed;
import io.kedang.kernel.Refusal;
import io.kedang.kernel.text.Folding;
import io.kedang.place.Region.Level;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Reads a table of divisions: CSV in UTF-8 or GB18030, a line each, code and name first, further
/// columns ignored. Codes of two and four digits are filled up with zeros, as the lists of the
/// statisticians have them. Lines that only fill a level (市辖区, 省直辖县级行政区划) and those
/// that repeat their city are left out.
final class RegionFile {
    private static final Pattern CODE = Pattern.compile("[1-9]\\d(?:\\d\\d(?:\\d\\d)?)?");
    private static final Set<String> FILLERS =
            Set.of("市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划", "省直辖县级行政单位", "自治区直辖县级行政单位");
    private static final int LONGEST_NAME = 60;

    private RegionFile() {}

    /// The divisions by code, holding from `day` on. Refuses the whole table for one wrong line.
    static List<Region> read(byte[] csv, LocalDate day) {
        var names = new TreeMap<String, String>();
        for (var line : lines(csv)) {
            add(line, names);
        }
        var regions = new ArrayList<Region>(names.size());
        names.forEach(
                (code, name) -> {
                    var parent = parent(code, names);
                    if (parent == null || !name.equals(names.get(parent))) {
                        regions.add(new Region(code, name, level(code), parent, day, null));
                    }
                });
        return regions;
    }

    private static void add(CsvRecord line, TreeMap<String, String> names) {
        var code = line.getField(0).strip();
        boolean first = line.getStartingLineNumber() == 1;
        if (first && (code.isEmpty() || !Character.isDigit(code.charAt(0)))) {
            return;
        }
        if (line.getFieldCount() < 2
                || !CODE.matcher(code).matches()
                || !(Folding.tidy(line.getField(1)) instanceof Parsed.Right<String>(var name))
                || name.isEmpty()
                || name.length() > LONGEST_NAME) {
            throw new Refusal(PlaceProblem.ROW_WRONG, line.getStartingLineNumber());
        }
        var full = code + "0000".substring(code.length() - 2);
        if (!FILLERS.contains(name) && names.put(full, name) != null) {
            throw new Refusal(PlaceProblem.CODE_TWICE, line.getStartingLineNumber(), full);
        }
    }

    private static List<CsvRecord> lines(byte[] csv) {
        try (var reader =
                CsvReader.builder()
                        .allowExtraFields(true)
                        .allowMissingFields(true)
                        .ofCsvRecord(text(csv))) {
            return reader.stream().toList();
        } catch (CsvParseException e) {
            throw new Refusal(PlaceProblem.TABLE_UNREADABLE, e.getMessage());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String text(byte[] csv) {
        var text = decoded(csv, StandardCharsets.UTF_8);
        if (text == null) {
            text = decoded(csv, Charset.forName("GB18030"));
        }
        if (text == null) {
            throw new Refusal(PlaceProblem.TABLE_UNREADABLE, 1);
        }
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static @Nullable String decoded(byte[] bytes, Charset charset) {
        try {
            return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static Level level(String code) {
        return code.endsWith("0000")
                ? Level.PROVINCE
                : code.endsWith("00") ? Level.CITY : Level.DISTRICT;
    }

    private static @Nullable String parent(String code, TreeMap<String, String> names) {
        if (level(code) == Level.PROVINCE) {
            return null;
        }
        var city = code.substring(0, 4) + "00";
        if (level(code) == Level.DISTRICT && names.containsKey(city)) {
            return city;
        }
        var province = code.substring(0, 2) + "0000";
        if (!names.containsKey(province)) {
            throw new Refusal(PlaceProblem.PROVINCE_MISSING, code, province);
        }
        return province;
    }
}
