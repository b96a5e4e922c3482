/// 审计 audit：an append-only register of who did what and whose data he saw, written in the
/// transaction of the act itself, sealed so that a later change, removal or swap is found by a
/// verification.
@ApplicationModule(
        displayName = "审计 audit",
        allowedDependencies = {"kernel", "kernel::*", "sealing", "sealing::suite"})
@NullMarked
package io.kedang.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
