package io.kedang.kernel.text;
import io.kedang.kernel.Parsed;
public final class YesNo { public static Parsed<Boolean> parse(String s){return Parsed.right(Boolean.valueOf(s));} }
