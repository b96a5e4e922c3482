/// Rules for Chinese text and for the identifiers of people and firms: pure functions, no Spring.
/// What reads a typed value takes any string at all and answers [io.kedang.kernel.Parsed]; none
/// throws.
@NullMarked
package io.kedang.kernel.text;

import org.jspecify.annotations.NullMarked;
