/// SQL as constants with typed slots; nothing from outside ever becomes SQL.
@NullMarked
package io.kedang.kernel.sql;

import org.jspecify.annotations.NullMarked;
