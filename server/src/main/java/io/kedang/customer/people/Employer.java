package io.kedang.customer.people;

import io.kedang.customer.CustomerId;

/// The customer at which a position is held, as answers name it.
public record Employer(CustomerId id, String name) {}
