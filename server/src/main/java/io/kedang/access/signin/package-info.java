/// Passwords, sessions, API tokens, and the filter that finds out who is asking.
@NullMarked
package io.kedang.access.signin;

import org.jspecify.annotations.NullMarked;
