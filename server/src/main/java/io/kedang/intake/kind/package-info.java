/// What can be imported: each kind says which fields it has, how it recognises what is there
/// already, and writes a piece of rows at once. Rooms above bring kinds of their own.
@NullMarked
package io.kedang.intake.kind;

import org.jspecify.annotations.NullMarked;
