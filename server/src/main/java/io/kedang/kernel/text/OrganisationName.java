package io.kedang.kernel.text;
import io.kedang.kernel.Parsed;
public final class OrganisationName { public static String key(String s){ return Folding.fold(s).replace(" ",""); } }
