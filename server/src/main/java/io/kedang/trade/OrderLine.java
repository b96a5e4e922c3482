package io.kedang.trade;

import java.math.BigDecimal;

/// @param amount of the whole line; what was agreed, so not always quantity times price
public record OrderLine(
        int lineNumber,
        String productCode,
        String productName,
        BigDecimal quantity,
        BigDecimal unitPrice,
        BigDecimal amount) {}
