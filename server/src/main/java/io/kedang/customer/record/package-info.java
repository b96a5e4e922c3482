/// What customer files and the people in them have in common as records of fields: which values are
/// sealed, how they are masked and compared, how input is read, what a revision holds.
@NullMarked
package io.kedang.customer.record;

import org.jspecify.annotations.NullMarked;
