package io.kedang.access;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

public record Department(
        UUID id, int principal, String name, @Nullable UUID parentId, int version) {}
