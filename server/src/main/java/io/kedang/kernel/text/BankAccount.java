package io.kedang.kernel.text;
import io.kedang.kernel.Parsed;
public record BankAccount(String text) { public static Parsed<BankAccount> parse(String s){return Parsed.right(new BankAccount(s));} }
