package io.kedang.access;

/// 职级, lowest first. Policies say 'from this rank upwards'; whoever administers the system has no
/// higher rank for it.
public enum Rank {
    EMPLOYEE,
    SUPERVISOR,
    MANAGER,
    MARKETING_MANAGER,
    DIRECTOR,
    EXECUTIVE
}
