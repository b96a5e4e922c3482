package io.kedang.kernel.text;
import io.kedang.kernel.Parsed;
public final class NumberText { public static Parsed<Long> whole(String s){return Parsed.right(Long.parseLong(s));} public static Parsed<java.math.BigDecimal> decimal(String s){return Parsed.right(new java.math.BigDecimal(s));} }
