package io.kedang.kernel.text;
import io.kedang.kernel.Parsed;
public record CreditCode(String text) { public static Parsed<CreditCode> parse(String s){return Parsed.right(new CreditCode(s));} }
