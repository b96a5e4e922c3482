/// 密钥: what an administrator sees and does of the keys: rotation, recovery shares.
@NullMarked
package io.kedang.operation.keys;

import org.jspecify.annotations.NullMarked;
