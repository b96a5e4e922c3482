package io.kedang.intake.table.text;

import io.kedang.intake.table.row.TableProblem;
import io.kedang.kernel.Refusal;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Set;

/// The character set of a text file.
///
/// @param marked whether a byte order mark says so
/// @param confidence 0 to 1; below about 0.7 somebody should look at a preview
public record Encoding(Charset charset, boolean marked, double confidence) {
    /// Names under which files of the larger set GB18030 go; its decoder reads them all.
    private static final Set<String> CHINESE =
            Set.of("gb2312", "gbk", "gb18030", "cp936", "ms936", "windows-936", "euc-cn", "ansi");

    private static final Set<String> UTF_8 = Set.of("utf8", "utf-8-sig", "utf_8", "utf_8_sig");

    /// The set that somebody named, in any usual spelling.
    public static Charset named(String name) {
        var plain = name.strip().toLowerCase(Locale.ROOT);
        if (CHINESE.contains(plain)) {
            return Charset.forName("GB18030");
        }
        try {
            return Charset.forName(UTF_8.contains(plain) ? "UTF-8" : plain);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new Refusal(TableProblem.ENCODING_UNKNOWN, name);
        }
    }
}
