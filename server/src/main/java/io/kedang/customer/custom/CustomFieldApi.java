package io.kedang.customer.custom;

import io.kedang.access.Needs;
import io.kedang.access.Right;
import io.kedang.customer.CustomerKind;
import io.kedang.customer.record.RecordInput;
import io.kedang.kernel.FieldError;
import io.kedang.kernel.Parsed;
import io.kedang.kernel.Version;
import io.kedang.kernel.field.FieldInput;
import io.kedang.kernel.field.FieldJson;
import io.kedang.kernel.field.FieldType;
import io.kedang.kernel.field.OwnNames;
import io.kedang.kernel.field.OwnNames.OwnOption;
import io.kedang.kernel.field.OwnNames.Text;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// Fields of one's own, for whoever administers; everybody else meets them among all fields.
@RestController
@RequestMapping("/api/v1/fields/custom")
class CustomFieldApi {
    private static final int LINE = 200;

    /// @param en empty where nobody has translated it: the Chinese text stands for it
    record Words(@NotBlank @Size(max = 60) String zh, @Nullable @Size(max = 60) String en) {
        Text text() {
            return new Text(zh.strip(), Objects.requireNonNullElse(en, "").strip());
        }

        static Words of(Text text) {
            return new Words(text.chinese(), text.english());
        }
    }

    record Sentence(@Size(max = 300) String zh, @Nullable @Size(max = 300) String en) {
        Text text() {
            return new Text(zh.strip(), Objects.requireNonNullElse(en, "").strip());
        }

        static Sentence of(Text text) {
            return new Sentence(text.chinese(), text.english());
        }
    }

    /// @param retired what holds it keeps it, nobody can choose it any more
    record CustomOption(
            @NotBlank @Size(max = 60) String code,
            @NotNull @Valid Words label,
            @Nullable Boolean retired) {
        OwnOption option() {
            return new OwnOption(code.strip(), label.text(), Boolean.TRUE.equals(retired));
        }

        static CustomOption of(OwnOption option) {
            return new CustomOption(option.code(), Words.of(option.label()), option.retired());
        }
    }

    /// @param section of the form; by it policies mask the field like the built-in ones there
    /// @param kinds the kinds of customer that have it; without any all, or the one that has the
    /// section
    /// @param sensitive whether its values are sealed and shown masked; never changed later
    /// @param searched whether search finds files by its text; never changed later
    /// @param initial what a new file gets where nothing is given, in the form of the field
    /// @param retired no form shows it any more, what files hold stays
    record CustomFieldBody(
            @NotNull FieldType type,
            @NotBlank @Size(max = 40) String section,
            @Nullable @Size(max = 2) Set<@NotNull CustomerKind> kinds,
            @NotNull @Valid Words label,
            @Nullable @Valid Sentence help,
            @Nullable @Size(max = 500) List<@NotNull @Valid CustomOption> options,
            boolean required,
            boolean listed,
            boolean searched,
            boolean sensitive,
            @Nullable @Min(1) @Max(CustomFieldRules.LONGEST_TEXT) Integer maxLength,
            @Nullable Long minimum,
            @Nullable JsonNode initial,
            @Min(0) @Max(9_999) int position,
            boolean retired) {}

    /// @param sortable whether its index is there, so that lists can be sorted by it
    /// @param key as conditions, imports and the members of a file spell it
    record CustomFieldView(
            String name,
            String key,
            FieldType type,
            String section,
            List<String> kinds,
            Words label,
            @Nullable Sentence help,
            List<CustomOption> options,
            boolean required,
            boolean listed,
            boolean searched,
            boolean sensitive,
            int maxLength,
            @Nullable Long minimum,
            @Nullable Object initial,
            int position,
            boolean retired,
            boolean sortable,
            int version) {

        static CustomFieldView of(CustomField field) {
            var help = field.names().help();
            return new CustomFieldView(
                    field.name(),
                    field.field().key(),
                    field.type(),
                    field.section(),
                    field.kinds().stream().sorted().toList(),
                    Words.of(field.names().label()),
                    help.chinese().isEmpty() ? null : Sentence.of(help),
                    field.names().options().stream().map(CustomOption::of).toList(),
                    field.required(),
                    field.listed(),
                    field.searched(),
                    field.sensitive(),
                    field.longest(),
                    field.least(),
                    field.initial(),
                    field.position(),
                    field.retired(),
                    field.ordered(),
                    field.version());
        }
    }

    record IndexJobStarted(UUID job) {}

    record CustomFieldList(List<CustomFieldView> items) {}

    private final CustomFields fields;
    private final FieldInput input;

    CustomFieldApi(CustomFields fields, FieldInput input) {
        this.fields = fields;
        this.input = input;
    }

    /// All of them in the order of the forms, the retired ones too.
    @GetMapping
    @Needs(Right.ADMINISTER)
    CustomFieldList list() {
        return new CustomFieldList(fields.all().stream().map(CustomFieldView::of).toList());
    }

    /// Makes a field, or changes the one that the version of `If-Match` belongs to.
    @PutMapping("/{name}")
    @Needs(Right.ADMINISTER)
    ResponseEntity<CustomFieldView> put(
            @PathVariable @Size(max = 40) String name,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody CustomFieldBody body) {
        var wished = wished(name, ifMatch == null ? 1 : Version.parse(ifMatch), body);
        var stored = ifMatch == null ? fields.create(wished) : fields.change(wished);
        return ResponseEntity.status(ifMatch == null ? HttpStatus.CREATED : HttpStatus.OK)
                .eTag(Version.tag(stored.version()))
                .body(CustomFieldView.of(stored));
    }

    /// Makes the index by which lists are sorted by this field and asked for its ranges; a job.
    @PutMapping("/{name}/index")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Needs(Right.ADMINISTER)
    IndexJobStarted makeIndex(@PathVariable @Size(max = 40) String name) {
        return new IndexJobStarted(fields.index(name, true));
    }

    /// Takes the index away again; a job.
    @DeleteMapping("/{name}/index")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Needs(Right.ADMINISTER)
    IndexJobStarted dropIndex(@PathVariable @Size(max = 40) String name) {
        return new IndexJobStarted(fields.index(name, false));
    }

    private CustomField wished(String name, int version, CustomFieldBody body) {
        var help = body.help() == null ? new Text("", "") : body.help().text();
        var options =
                Objects.requireNonNullElse(body.options(), List.<CustomOption>of()).stream()
                        .map(CustomOption::option)
                        .toList();
        var field =
                new CustomField(
                        name,
                        body.type(),
                        body.section().strip(),
                        kinds(body),
                        new OwnNames(body.label().text(), help, options),
                        body.required(),
                        body.listed(),
                        body.searched(),
                        body.sensitive(),
                        longest(body),
                        body.minimum(),
                        null,
                        body.position(),
                        body.retired(),
                        false,
                        version);
        return field.with(initial(field, body.initial()));
    }

    private static int longest(CustomFieldBody body) {
        boolean lines = body.type() == FieldType.LONG_TEXT;
        return body.maxLength() != null
                ? body.maxLength()
                : lines ? CustomFieldRules.LONGEST_TEXT : LINE;
    }

    private static Set<String> kinds(CustomFieldBody body) {
        if (body.kinds() != null && !body.kinds().isEmpty()) {
            var all = body.kinds().stream().map(Enum::name).collect(Collectors.toSet());
            return all.size() == CustomerKind.values().length ? Set.of() : all;
        }
        return switch (body.section()) {
            case "firm" -> Set.of(CustomerKind.ORGANISATION.name());
            case "person" -> Set.of(CustomerKind.PERSON.name());
            default -> Set.of();
        };
    }

    /// In its normal form, by the rules of the field itself.
    private @Nullable Object initial(CustomField field, @Nullable JsonNode given) {
        if (given == null || given.isNull()) {
            return null;
        }
        return switch (input.read(field.field(), given)) {
            case Parsed.Right(var value) -> FieldJson.write(value);
            case Parsed.Wrong(var problem, var arguments) -> {
                RecordInput.refuse(List.of(new FieldError("initial", problem, arguments)));
                yield null;
            }
        };
    }
}
