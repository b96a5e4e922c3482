/// 内核 kernel：identifiers, refusals, SQL with slots, conditions, Chinese text. Knows no other
/// context.
@ApplicationModule(
        displayName = "内核 kernel",
        type = ApplicationModule.Type.OPEN,
        allowedDependencies = {})
@NullMarked
package io.kedang.kernel;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
