/// Places where a master key may live besides the key folder, and the choice between them.
@NullMarked
package io.kedang.sealing.source;

import org.jspecify.annotations.NullMarked;
