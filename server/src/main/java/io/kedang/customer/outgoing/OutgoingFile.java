package io.kedang.customer.outgoing;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/// A file of customer data that is made to leave the house.
///
/// @param number what stands on it and in the register, so that it is traced wherever it turns up
/// @param format for the register
/// @param mark who took it along, of which company, when, and its number: it stands on every page
public record OutgoingFile(
        UUID id, long number, Kind kind, String format, Instant madeAt, String mark) {

    public enum Kind {
        LIST,
        CONTACT_OVERVIEW,
        /// One file: what it is printed for is decided file by file, and nobody approves it.
        FILE_FORM;

        boolean isList() {
            return this != FILE_FORM;
        }
    }

    /// As it stands on the file; a longer number has more digits.
    public String numberText() {
        return numberText(number);
    }

    public static String numberText(long number) {
        return String.format(Locale.ROOT, "%06d", number);
    }
}
