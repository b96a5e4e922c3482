/// The people of a customer: each stands once and holds positions, at one customer after the other
/// or at several. Whoever may see a customer sees its people; nobody sees a person otherwise.
@NullMarked
package io.kedang.customer.people;

import org.jspecify.annotations.NullMarked;
