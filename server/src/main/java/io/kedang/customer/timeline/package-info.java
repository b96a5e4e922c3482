/// What happened to a customer, in one line by time: its file, its people, and whatever the rooms
/// above contribute.
@NullMarked
package io.kedang.customer.timeline;

import org.jspecify.annotations.NullMarked;
