package io.kedang.access;

/// @param timeZone IANA name; dates such as 'today' count in it
public record Company(String name, String timeZone) {}
