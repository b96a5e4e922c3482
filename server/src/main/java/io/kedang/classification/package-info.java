/// 客户分类 classification: which customers deserve most attention, computed in the open.
@ApplicationModule(
        displayName = "客户分类 classification",
        type = ApplicationModule.Type.OPEN,
        allowedDependencies = {"kernel", "audit", "access", "live", "customer", "trade", "job"})
@NullMarked
package io.kedang.classification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
