/// 公开链：a chain of plain hashes over the register, beside the one of MACs, so that an export can
/// be verified without any secret key, and without what it keeps back.
@NullMarked
package io.kedang.audit.chain;

import org.jspecify.annotations.NullMarked;
