/// Places where a master key may live besides the key folder, and the choice between them.
@NamedInterface("source")
@NullMarked
package io.kedang.sealing.source;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
