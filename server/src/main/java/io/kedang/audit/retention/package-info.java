/// 留存 retention：how long entries of the register are kept, and the removal of those whose time is
/// over, which leaves both chains verifiable.
@NamedInterface("retention")
@NullMarked
package io.kedang.audit.retention;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
