package io.kedang.intake.table.text;

/// How delimited text is put together.
///
/// @param separator one or more characters
/// @param quote one character, or empty when quotes mean nothing
/// @param escape what stands before a quote that is text: the quote itself (doubled, RFC 4180),
///     another character, or empty when quotes in quoted cells stand as they are
public record Dialect(String separator, String quote, String escape, LineEnd lineEnd) {
    public static final Dialect RFC_4180 = new Dialect(",", "\"", "\"", LineEnd.CRLF);

    /// What ends a row.
    public enum LineEnd {
        /// LF, in places with a CR before it; a CR alone is text.
        LF,
        /// Mostly CR and LF; read as [#LF] is.
        CRLF,
        /// CR alone.
        CR,
        /// Any of the others, as in files that were put together from several.
        ANY
    }
}
