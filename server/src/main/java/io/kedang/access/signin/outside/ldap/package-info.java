/// Directories of the company: finds an entry with an account of the service, then asks whether the
/// password is right by signing in as that entry.
@NullMarked
package io.kedang.access.signin.outside.ldap;

import org.jspecify.annotations.NullMarked;
