/// 审计记录: what the page of the register does besides listing: evidence for others, retention.
@NullMarked
package io.kedang.operation.register;

import org.jspecify.annotations.NullMarked;
