/// 实时 live: what changed a moment ago, told to the pages that look at it.
@ApplicationModule(
        displayName = "实时 live",
        type = ApplicationModule.Type.OPEN,
        allowedDependencies = {"kernel", "access"})
@NullMarked
package io.kedang.live;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
