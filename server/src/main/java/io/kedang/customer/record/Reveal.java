package io.kedang.customer.record;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Body of a request for sensitive values in clear.
public record Reveal(
        @NotEmpty @Size(max = 20) List<@NotNull String> fields,
        @Nullable @Size(max = 500) String reason) {}
