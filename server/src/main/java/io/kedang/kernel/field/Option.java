package io.kedang.kernel.field;

/// One choice of a field: the code that is stored and what people call it.
public record Option(String code, Label label) {}
