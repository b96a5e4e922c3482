package io.kedang.live;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.UUID;

/// @param readers who is told; null for everybody
record Change(long id, String kind, UUID subject, int version, @Nullable List<Integer> readers) {}
