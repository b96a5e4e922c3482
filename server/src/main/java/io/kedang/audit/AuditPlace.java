package io.kedang.audit;

import java.time.Instant;

/// A place in the register, which is listed from the newest entry to the oldest.
public record AuditPlace(Instant occurredAt, long id) {}
