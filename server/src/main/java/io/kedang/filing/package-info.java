/// 立卷 filing: customer files as controlled documents on paper. What is printed is in the audit,
/// and what the page masks the paper masks, unless the reader may reveal it and asks to.
@ApplicationModule(
        displayName = "立卷 filing",
        type = ApplicationModule.Type.OPEN,
        allowedDependencies = {"kernel", "audit", "access", "customer", "trade"})
@NullMarked
package io.kedang.filing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
