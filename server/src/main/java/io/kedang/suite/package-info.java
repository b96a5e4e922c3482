/// 办公套件 suite: departments and people as WeCom, DingTalk or Feishu have them, taken over after a
/// look at what would change.
@ApplicationModule(
        displayName = "办公套件 suite",
        type = ApplicationModule.Type.OPEN,
        allowedDependencies = {"kernel", "sealing", "audit", "access", "job"})
@NullMarked
package io.kedang.suite;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
