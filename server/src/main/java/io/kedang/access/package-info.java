/// 权限 access：who works here, in which department and role, how they sign in, and what they may
/// see and do. The policy compiler in `policy` is the one lock that every query of customer data
/// passes.
@ApplicationModule(
        displayName = "权限 access",
        type = ApplicationModule.Type.OPEN,
        allowedDependencies = {"kernel", "sealing", "sealing::suite", "audit"})
@NullMarked
package io.kedang.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
