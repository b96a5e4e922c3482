/// Business cards (vCard 2.1, 3.0, 4.0) as a table with stable column names.
@NullMarked
package io.kedang.intake.table.vcard;

import org.jspecify.annotations.NullMarked;
