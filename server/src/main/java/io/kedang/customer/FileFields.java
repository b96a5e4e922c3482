package io.kedang.customer;

import io.kedang.customer.custom.CustomField;
import io.kedang.customer.custom.CustomFields;
import io.kedang.customer.record.RecordProblem;
import io.kedang.kernel.Refusal;
import io.kedang.kernel.field.Field;
import io.kedang.kernel.field.FieldJson;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// All fields of customer files as they are at this moment: those that are built in, then those
/// that an administrator made. Whoever means one certain field asks [CustomerFields].
@Component
public class FileFields {
    private final CustomFields custom;
    private volatile Known known = Known.of(List.of());

    /// @param from the list that this was made of
    /// @param byKey also those that no form shows any more: files and histories hold their values
    private record Known(
            List<CustomField> from,
            List<Field> all,
            List<Field> values,
            List<Field> everything,
            Map<String, Field> inUse,
            Map<String, Field> byKey,
            Map<Field, Object> initial) {

        static Known of(List<CustomField> from) {
            var inUse = from.stream().filter(field -> !field.retired()).toList();
            var own = inUse.stream().map(CustomField::field).toList();
            var all = Stream.concat(CustomerFields.ALL.stream(), own.stream()).toList();
            var everything =
                    Stream.concat(
                                    CustomerFields.ALL.stream(),
                                    from.stream().map(CustomField::field))
                            .toList();
            var initial = new LinkedHashMap<Field, Object>();
            for (var each : inUse) {
                var value = FieldJson.read(each.field(), each.initial());
                if (value != null) {
                    initial.put(each.field(), value);
                }
            }
            return new Known(
                    from,
                    all,
                    Stream.concat(CustomerFields.VALUES.stream(), own.stream()).toList(),
                    everything,
                    byKey(all),
                    byKey(everything),
                    initial);
        }

        private static Map<String, Field> byKey(List<Field> fields) {
            var map = new HashMap<String, Field>();
            fields.forEach(field -> map.put(field.key(), field));
            return Map.copyOf(map);
        }
    }

    FileFields(CustomFields custom) {
        this.custom = custom;
    }

    private Known known() {
        var from = custom.all();
        var last = known;
        if (last.from() != from) {
            last = Known.of(from);
            known = last;
        }
        return last;
    }

    /// In the order of forms and prints; the same list as long as no field was changed.
    public List<Field> all() {
        return known().all();
    }

    /// Those that hold plain values; the others a file sets by itself.
    public List<Field> values() {
        return known().values();
    }

    /// Those of [#all] and the retired ones: policies and views that ask for one still mean it.
    List<Field> everything() {
        return known().everything();
    }

    /// Those of [#all] by key.
    Map<String, Field> inUse() {
        return known().inUse();
    }

    /// Also one that no form shows any more.
    public Optional<Field> find(String key) {
        return Optional.ofNullable(known().byKey().get(key));
    }

    /// Those named, in that order; without any, those that lists show by themselves. Refuses a key
    /// that no field has; one that is retired is shown to whoever still asks for it.
    public List<Field> columns(Collection<String> keys) {
        return keys.isEmpty()
                ? all().stream().filter(Field::listed).toList()
                : keys.stream().map(String::strip).distinct().map(this::column).toList();
    }

    private Field column(String key) {
        return find(key).orElseThrow(() -> new Refusal(RecordProblem.FIELD_UNKNOWN, key));
    }

    /// What a new file of this kind gets where nothing is given.
    public Map<Field, Object> initial(CustomerKind kind) {
        var values = new LinkedHashMap<>(known().initial());
        values.keySet().removeIf(field -> !field.of(kind.name()));
        return values;
    }

    /// The values of custom fields as the column of a file holds them.
    static Map<String, @Nullable Object> written(Map<String, Object> clear) {
        var written = new LinkedHashMap<String, @Nullable Object>();
        clear.forEach(
                (key, value) -> {
                    if (key.startsWith(Field.CUSTOM)) {
                        written.put(key.substring(Field.CUSTOM.length()), FieldJson.write(value));
                    }
                });
        return written;
    }

    /// The same back into the values of a file, under their keys. A field that another process has
    /// just made and this one does not know yet keeps its value as it stands.
    Map<String, Object> read(Map<String, Object> written) {
        var values = new HashMap<String, Object>();
        written.forEach(
                (name, form) -> {
                    var key = Field.CUSTOM + name;
                    var value = find(key).map(field -> FieldJson.read(field, form)).orElse(form);
                    values.put(key, value);
                });
        return values;
    }
}
