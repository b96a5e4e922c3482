package io.kedang.intake;

import io.kedang.kernel.Id;

import java.util.UUID;

public record ImportId(UUID value) implements Id {}
