/// Connections that the server makes to other systems. All of them pass [Outgoing], which decides
/// where they may lead; a house test finds whatever opens one without it.
@NullMarked
package io.kedang.kernel.outgoing;

import org.jspecify.annotations.NullMarked;
