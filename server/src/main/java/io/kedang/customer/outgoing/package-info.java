/// What leaves the house: every file of customer data is numbered, counted against what its reader
/// may take along, and stands in the register before its first byte goes out.
@NullMarked
package io.kedang.customer.outgoing;

import org.jspecify.annotations.NullMarked;
