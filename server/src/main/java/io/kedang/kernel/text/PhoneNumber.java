package io.kedang.kernel.text;
import io.kedang.kernel.Parsed;
public record PhoneNumber(String text) { public static Parsed<PhoneNumber> parse(String s){ String d=s.replaceAll("[^0-9]",""); return d.matches("(86)?1[3-9]\\d{9}")?Parsed.right(new PhoneNumber("+86"+d.substring(d.length()-11))):d.length()>4?Parsed.right(new PhoneNumber("+86"+d)):Parsed.wrong(ValueProblem.PHONE_FORM,s);} public static boolean isPersonalMobile(String s){return s.matches("\\+861[3-9]\\d{9}");} public static String digits(String s){return s.replaceAll("[^0-9]","");} }
