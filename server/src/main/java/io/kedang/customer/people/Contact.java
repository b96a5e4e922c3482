package io.kedang.customer.people;

/// A person in the light of one customer.
///
/// @param readable whether the reader may see more than that he was here: of a person who has moved
/// to a customer that is hidden from the reader, only the name and the former position
public record Contact(Person person, Position position, boolean readable) {}
