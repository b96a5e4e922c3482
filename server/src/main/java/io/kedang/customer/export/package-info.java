/// Lists as files: exactly the rows and columns that the page shows, masked as it shows them.
@NullMarked
package io.kedang.customer.export;

import org.jspecify.annotations.NullMarked;
