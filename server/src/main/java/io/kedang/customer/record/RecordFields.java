package io.kedang.customer.record;

import io.kedang.kernel.condition.RelatedRows;
import io.kedang.kernel.field.Field;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/// The fields of one kind of record, for page and programs that make forms and lists of them.
///
/// @param record as texts and the API call it
/// @param all those that there are at the moment
/// @param operators by which lists can be filtered, as conditions spell them
/// @param related what hangs on such a record and the reader may ask about
public record RecordFields(
        String record,
        Supplier<List<Field>> all,
        Function<Field, List<String>> operators,
        Supplier<List<RelatedRows>> related) {}
