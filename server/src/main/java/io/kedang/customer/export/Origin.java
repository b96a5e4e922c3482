package io.kedang.customer.export;

/// Where a file comes from, as it says itself. CSV has no place for it.
///
/// @param title of the list
/// @param sheet name of the sheet that says it
/// @param mark who took it along, when, and its number
/// @param notice what else there is to say
public record Origin(String title, String sheet, String mark, String notice) {}
