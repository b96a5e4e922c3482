/// 查重: whether a customer is on file already, without giving away what the asker may not read.
@NullMarked
package io.kedang.customer.duplicate;

import org.jspecify.annotations.NullMarked;
