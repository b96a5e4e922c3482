/// 采集 intake: tables in, their mapping to fields, and the import of customers, people and orders.
@ApplicationModule(
        displayName = "采集 intake",
        type = ApplicationModule.Type.OPEN,
        allowedDependencies = {
            "kernel",
            "sealing",
            "audit",
            "access",
            "live",
            "job",
            "customer",
            "trade"
        })
@NullMarked
package io.kedang.intake;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
