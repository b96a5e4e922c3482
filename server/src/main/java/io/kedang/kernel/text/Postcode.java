package io.kedang.kernel.text;
import io.kedang.kernel.Parsed;
public final class Postcode { public static Parsed<String> parse(String s,String c){return Parsed.right(s);} }
