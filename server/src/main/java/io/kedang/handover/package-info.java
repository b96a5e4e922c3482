/// 移交 handover: the files of somebody who leaves go to a colleague, in one act that can be taken
/// back.
@ApplicationModule(
        displayName = "移交 handover",
        type = ApplicationModule.Type.OPEN,
        allowedDependencies = {"kernel", "audit", "access", "job", "customer"})
@NullMarked
package io.kedang.handover;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
