/// Recovery shares: how a key is split for several people, and written so that they can type it.
@NamedInterface("recovery")
@NullMarked
package io.kedang.sealing.recovery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
