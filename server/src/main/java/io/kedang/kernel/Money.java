package io.kedang.kernel;

import com.fasterxml.jackson.annotation.JsonFormat;

import java.math.BigDecimal;

/// An exact amount in one currency (ISO 4217). Reaches programs as
/// `{"amount":"12.30","currency":"CNY"}`.
public record Money(
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal amount, String currency) {}
