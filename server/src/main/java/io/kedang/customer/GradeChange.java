package io.kedang.customer;

/// @param reason why it is this class now, for whoever reads the file
public record GradeChange(CustomerId customer, String grade, String reason) {}
