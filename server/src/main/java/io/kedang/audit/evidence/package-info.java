/// 证据 evidence：a part of the register as a file that is verified elsewhere, without this house.
@NamedInterface("evidence")
@NullMarked
package io.kedang.audit.evidence;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
