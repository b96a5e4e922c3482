package io.kedang.kernel.text;
import io.kedang.kernel.Parsed;
public record IdNumber(String text) { public static Parsed<IdNumber> parse(String s){return Parsed.right(new IdNumber(s));} }
