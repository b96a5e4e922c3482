/// Who reads more than his work needs: limits on opening files, files laid out as bait, and the
/// alarms that both raise.
@NullMarked
package io.kedang.customer.watch;

import org.jspecify.annotations.NullMarked;
