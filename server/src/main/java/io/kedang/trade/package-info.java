/// 交易 trade: what customers bought, in exact decimals.
@ApplicationModule(
        displayName = "交易 trade",
        type = ApplicationModule.Type.OPEN,
        allowedDependencies = {"kernel", "audit", "access", "live", "customer"})
@NullMarked
package io.kedang.trade;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
