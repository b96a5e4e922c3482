/// 查阅授权 disclosure: who reads a file beside its owner and department: those it is shared with, and
/// those whose request, for a purpose and a time, somebody has approved.
@ApplicationModule(
        displayName = "查阅授权 disclosure",
        type = ApplicationModule.Type.OPEN,
        allowedDependencies = {"kernel", "audit", "access", "live", "customer"})
@NullMarked
package io.kedang.disclosure;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
