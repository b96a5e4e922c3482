/// 批量 bulk: one change of many customer files, as a job that can be taken back as a whole.
@ApplicationModule(
        displayName = "批量 bulk",
        type = ApplicationModule.Type.OPEN,
        allowedDependencies = {"kernel", "audit", "access", "live", "job", "customer"})
@NullMarked
package io.kedang.bulk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
