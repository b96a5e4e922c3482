/// Fields of customer files that an administrator makes: what they are called, what they hold, and
/// what may be done with them. Their values lie in the files like those of built-in fields.
@NullMarked
package io.kedang.customer.custom;

import org.jspecify.annotations.NullMarked;
