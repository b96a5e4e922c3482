package io.kedang.suite;

/// Somebody of the company who has signed in at the suite.
///
/// @param id the one that [Organisation.Person] has
/// @param label by what people recognise him
record Member(String id, String label) {}
