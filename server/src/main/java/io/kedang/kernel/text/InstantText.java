package io.kedang.kernel.text;
import io.kedang.kernel.Parsed;
public final class InstantText { public static Parsed<java.time.Instant> parse(String s, java.time.ZoneId z){ return Parsed.right(java.time.Instant.parse(s)); } }
