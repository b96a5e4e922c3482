package io.kedang.kernel.text;
import io.kedang.kernel.Parsed;
public final class DateText { public static Parsed<java.time.LocalDate> parse(String s){ try { return Parsed.right(java.time.LocalDate.parse(s)); } catch (RuntimeException e) { return Parsed.wrong(ValueProblem.DATE_FORM,s);} } }
