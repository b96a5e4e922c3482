/// OpenID Connect: what the library of Nimbus does not do, and how it is held to be strict.
@NullMarked
package io.kedang.access.signin.outside.oidc;

import org.jspecify.annotations.NullMarked;
