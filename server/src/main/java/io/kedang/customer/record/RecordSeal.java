package io.kedang.customer.record;

import io.kedang.kernel.Refusal;
import io.kedang.kernel.field.Field;
import io.kedang.kernel.field.FieldJson;
import io.kedang.kernel.field.FieldType;
import io.kedang.kernel.text.PhoneNumber;
import io.kedang.sealing.FieldCipher;
import io.kedang.sealing.SealBroken;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/// Decides which values of a record are sealed, and seals and opens them with the key of its data
/// subject. What it opens must be masked or entered in the audit by whoever asks.
public final class RecordSeal {
    private final FieldCipher cipher;
    private final String context;

    /// @param kind of record; a value sealed in one kind doesn't open in another
    public RecordSeal(FieldCipher cipher, String kind) {
        this.cipher = cipher;
        context = kind + "|";
    }

    /// @param privately whether it is the file of a person who buys for himself: then his addresses
    /// and all his numbers are sealed, not only what has the form of a personal mobile
    public static boolean isSealed(Field field, boolean privately, Object value) {
        return switch (field.secrecy()) {
            case CLEAR -> false;
            case SEALED -> true;
            case SEALED_FOR_PERSONS -> privately;
            case SEALED_IF_MOBILE ->
                    privately
                            || field.type() == FieldType.PHONE
                                    && PhoneNumber.isPersonalMobile((String) value);
        };
    }

    /// Refuses when the key of the subject was erased.
    public String seal(UUID subject, Field field, Object value) {
        return withKey(() -> cipher.seal(subject, context(field), text(value)));
    }

    /// Null when the key of the subject was erased: the value is gone for good, whatever backup the
    /// ciphertext came back from, and everything else of the record can still be read.
    public @Nullable Object open(UUID subject, Field field, String sealed) {
        try {
            return FieldJson.read(field, cipher.unseal(subject, context(field), sealed));
        } catch (SealBroken e) {
            if (e.reason() == SealBroken.Reason.ERASED) {
                return null;
            }
            throw e;
        }
    }

    /// As a reader sees it; null when it is gone for good.
    public @Nullable String masked(UUID subject, Field field, String sealed) {
        var value = open(subject, field, sealed);
        return value == null ? null : FieldMask.of(field, value);
    }

    private static <T> T withKey(Supplier<T> sealing) {
        try {
            return sealing.get();
        } catch (SealBroken e) {
            if (e.reason() == SealBroken.Reason.ERASED) {
                throw new Refusal(RecordProblem.KEY_ERASED);
            }
            throw e;
        }
    }

    /// A value as a revision keeps it, in clear.
    public @Nullable Object read(UUID subject, Field field, @Nullable Object form, boolean sealed) {
        return form != null && sealed
                ? open(subject, field, form.toString())
                : FieldJson.read(field, form);
    }

    /// The value in clear, whether it is sealed or not.
    public @Nullable Object open(UUID subject, Content content, Field field) {
        var sealed = content.sealed().get(field.key());
        return sealed == null ? content.clear().get(field.key()) : open(subject, field, sealed);
    }

    /// Those of the fields that have a value, in clear.
    public Map<Field, Object> open(UUID subject, Content content, Collection<Field> fields) {
        var values = new LinkedHashMap<Field, Object>();
        for (var field : fields) {
            var value = open(subject, content, field);
            if (value != null) {
                values.put(field, value);
            }
        }
        return values;
    }

    /// The content with these values set, null to empty a field.
    public Content with(
            UUID subject,
            boolean privately,
            Content before,
            Map<Field, ? extends @Nullable Object> values) {
        var clear = new HashMap<>(before.clear());
        var sealed = new HashMap<>(before.sealed());
        values.forEach(
                (field, value) -> {
                    clear.remove(field.key());
                    sealed.remove(field.key());
                    if (value != null && isSealed(field, privately, value)) {
                        sealed.put(field.key(), seal(subject, field, value));
                    } else if (value != null) {
                        clear.put(field.key(), value);
                    }
                });
        return new Content(clear, sealed);
    }

    /// The content of a new record that nobody is going to open soon: its key is not kept at hand.
    public Content once(
            UUID subject, boolean privately, Map<Field, ? extends @Nullable Object> values) {
        var clear = new HashMap<String, Object>();
        var keys = new ArrayList<String>();
        var texts = new ArrayList<FieldCipher.Value>();
        values.forEach(
                (field, value) -> {
                    if (value != null && isSealed(field, privately, value)) {
                        keys.add(field.key());
                        texts.add(new FieldCipher.Value(subject, context(field), text(value)));
                    } else if (value != null) {
                        clear.put(field.key(), value);
                    }
                });
        var ciphertexts = withKey(() -> cipher.sealAll(texts));
        var sealed = new HashMap<String, String>();
        for (int i = 0; i < keys.size(); i++) {
            sealed.put(keys.get(i), ciphertexts.get(i));
        }
        return new Content(clear, sealed);
    }

    /// What became of each of the fields, as a revision keeps it.
    public List<Revision.FieldChange> changes(
            UUID subject, Content before, Content after, Collection<Field> fields) {
        var changes = new ArrayList<Revision.FieldChange>();
        for (var field : fields) {
            boolean sealed =
                    before.sealed().containsKey(field.key())
                            || after.sealed().containsKey(field.key());
            changes.add(
                    new Revision.FieldChange(
                            field.key(),
                            form(subject, before, field, sealed),
                            form(subject, after, field, sealed),
                            sealed));
        }
        return changes;
    }

    private @Nullable Object form(UUID subject, Content content, Field field, boolean sealed) {
        var ciphertext = content.sealed().get(field.key());
        if (ciphertext != null) {
            return ciphertext;
        }
        var value = content.clear().get(field.key());
        return value != null && sealed ? seal(subject, field, value) : FieldJson.write(value);
    }

    /// What a ciphertext is bound to, besides the subject.
    private String context(Field field) {
        return context + field.key();
    }

    private static String text(Object value) {
        return String.valueOf(FieldJson.write(value));
    }
}
