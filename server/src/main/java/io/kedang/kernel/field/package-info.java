/// What a field is: key, type, secrecy, options; the same for built-in and custom fields.
@NullMarked
package io.kedang.kernel.field;

import org.jspecify.annotations.NullMarked;
