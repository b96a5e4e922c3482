package io.kedang.customer.record;

import java.util.Map;

/// Sensitive values in clear, by field.
public record Revealed(Map<String, Object> values) {}
