package io.kedang.matrix;

/// A value that stands in one field of one file and nowhere else: where it turns up, that field of
/// that file was shown.
///
/// @param file key of the file
/// @param sealed whether its readers see it masked too, unless it is revealed to them
record Canary(String file, String field, boolean sealed, String value) {
    @Override
    public String toString() {
        return "%s of %s (%s%s)".formatted(field, file, value, sealed ? ", sealed" : "");
    }
}
