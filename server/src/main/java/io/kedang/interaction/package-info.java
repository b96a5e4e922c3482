/// 客户往来 interaction: visits that have taken place.
@ApplicationModule(
        displayName = "客户往来 interaction",
        type = ApplicationModule.Type.OPEN,
        allowedDependencies = {"kernel", "audit", "access", "live", "customer"})
@NullMarked
package io.kedang.interaction;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
