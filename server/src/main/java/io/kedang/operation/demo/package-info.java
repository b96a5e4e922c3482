/// 演示数据: an invented company to look around in, loaded whole and removed whole.
@NullMarked
package io.kedang.operation.demo;

import org.jspecify.annotations.NullMarked;
