/// 密码套件: which algorithms seal, sign and make keyed tokens.
@NamedInterface("suite")
@NullMarked
package io.kedang.sealing.suite;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
