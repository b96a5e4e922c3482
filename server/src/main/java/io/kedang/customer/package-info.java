/// 客户档案 customer: the files of organisations and persons, their people, revisions, search and
/// lists. The first floor: most rooms stand on it.
@ApplicationModule(
        displayName = "客户档案 customer",
        type = ApplicationModule.Type.OPEN,
        allowedDependencies = {"kernel", "sealing", "audit", "access", "live", "place", "job"})
@NullMarked
package io.kedang.customer;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
