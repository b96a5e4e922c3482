package io.kedang.customer.record;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/// Body of a request that takes a record out of use.
public record Reason(@NotNull @Size(max = 500) String reason) {}
