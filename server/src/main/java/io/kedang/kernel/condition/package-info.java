/// The condition language of filters, policies and segments, with its back ends.
@NullMarked
package io.kedang.kernel.condition;

import org.jspecify.annotations.NullMarked;
