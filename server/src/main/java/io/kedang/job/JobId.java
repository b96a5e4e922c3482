package io.kedang.job;

import io.kedang.kernel.Id;

import java.util.UUID;

public record JobId(UUID value) implements Id {}
