package io.kedang.access.signin.outside;

import jakarta.validation.constraints.Pattern;

import org.jspecify.annotations.Nullable;

/// What signing in by an office suite needs besides what is set up for the suite itself.
///
/// @param agentId the number of the application, where the suite asks for it (WeCom)
public record OfficeAppSettings(@Nullable @Pattern(regexp = "[0-9]{1,20}") String agentId) {}
