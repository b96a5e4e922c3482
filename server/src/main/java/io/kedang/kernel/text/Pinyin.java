package io.kedang.kernel.text;
import io.kedang.kernel.Parsed;
public final class Pinyin { public static final int VERSION=1; public record Reading(String full,String initials,String sortKey){} public static Reading ofPerson(String s){ return new Reading(s,s,s);} public static Reading ofOrganisation(String s){return ofPerson(s);} }
