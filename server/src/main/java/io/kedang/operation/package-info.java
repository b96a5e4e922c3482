/// 运行 operation: the first set-up, demonstration data, health, settings, the page of the audit.
/// The roof: it may call every room.
@ApplicationModule(displayName = "运行 operation", type = ApplicationModule.Type.OPEN)
@NullMarked
package io.kedang.operation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
