/// 任务 job: long work with progress that survives restarts. The ground floor: rooms above bring
/// the kinds of work ([io.kedang.job.JobKind]), this one runs them.
@ApplicationModule(
        displayName = "任务 job",
        type = ApplicationModule.Type.OPEN,
        allowedDependencies = {"kernel", "access", "live"})
@NullMarked
package io.kedang.job;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
