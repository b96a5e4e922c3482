/// Policies as rows, and their compiler.
@NullMarked
package io.kedang.access.policy;

import org.jspecify.annotations.NullMarked;
