/// Signing in with an account of the company: connections to providers and directories, what they
/// tell of a person, and who he is here. A kind of connection is a [RedirectWay] or a [PasswordWay]
/// with settings of its own; everything else is the same for all kinds.
@NullMarked
package io.kedang.access.signin.outside;

import org.jspecify.annotations.NullMarked;
