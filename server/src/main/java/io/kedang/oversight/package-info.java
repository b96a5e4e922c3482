/// 监督 oversight: why somebody may see a file or may not, and what a change of policies would do
/// to everybody.
@ApplicationModule(
        displayName = "监督 oversight",
        type = ApplicationModule.Type.OPEN,
        allowedDependencies = {"kernel", "access", "customer"})
@NullMarked
package io.kedang.oversight;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
