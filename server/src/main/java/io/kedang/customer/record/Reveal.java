package io.kedang.customer.record;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import java.util.List;

/// Body of a request for sensitive values in clear, and what for: that stands in the register.
public record Reveal(
        @NotEmpty @Size(max = 20) List<@NotNull String> fields,
        @NotBlank @Size(max = 500) String reason) {}
