package io.kedang.kernel.text;
import io.kedang.kernel.Parsed;
public final class EmailAddress { public static Parsed<String> parse(String s){return s.contains("@")?Parsed.right(s):Parsed.wrong(ValueProblem.EMAIL_FORM,s);} }
