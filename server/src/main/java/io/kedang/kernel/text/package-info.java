/// Rules for Chinese text and for the identifiers of people and firms: pure functions, no Spring.
@NullMarked
package io.kedang.kernel.text;

import org.jspecify.annotations.NullMarked;
