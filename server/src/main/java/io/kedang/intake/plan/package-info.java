/// What the columns of a file mean: guessed from headings and content, corrected by the owner, and
/// remembered for the next file of the same form.
@NullMarked
package io.kedang.intake.plan;

import org.jspecify.annotations.NullMarked;
