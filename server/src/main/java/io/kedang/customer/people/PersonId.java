package io.kedang.customer.people;

import io.kedang.kernel.Id;

import java.util.UUID;

public record PersonId(UUID value) implements Id {}
