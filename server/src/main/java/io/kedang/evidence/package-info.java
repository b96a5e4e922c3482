/// 证据核验 evidence：verifies an export of the register by itself. It uses nothing of the house, not
/// even what wrote the file, so that a fault of one shows against the other; who trusts neither
/// writes his own by the description in the reference of users (`evidence.md`).
@ApplicationModule(
        displayName = "证据核验 evidence",
        allowedDependencies = {})
@NullMarked
package io.kedang.evidence;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
