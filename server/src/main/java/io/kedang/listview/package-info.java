/// 视图 views: names for what the address of the customer list says, for oneself, a department or
/// everyone. A view grants nothing.
@ApplicationModule(
        displayName = "视图 views",
        type = ApplicationModule.Type.OPEN,
        allowedDependencies = {"kernel", "audit", "access", "customer"})
@NullMarked
package io.kedang.listview;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
