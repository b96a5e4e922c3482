package io.kedang.kernel.text;
import io.kedang.kernel.Parsed;
public final class WebLink { public static Parsed<String> parse(String s){return Parsed.right(s);} }
