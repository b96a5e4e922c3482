package io.kedang.place;

import io.kedang.access.Companies;
import io.kedang.access.Needs;
import io.kedang.access.Right;
import io.kedang.kernel.Parsed;
import io.kedang.kernel.Refusal;
import io.kedang.kernel.RequestProblem;
import io.kedang.kernel.text.Folding;
import io.kedang.place.Region.Level;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;

@RestController
@RequestMapping("/api/v1/regions")
class PlaceApi {
    private static final int LARGEST_TABLE = 4 << 20;

    /// @param hasChildren whether a picker has another column to show
    record RegionItem(
            String code, String name, Level level, @Nullable String parent, boolean hasChildren) {}

    /// @param asOf the day on which the table in use was right
    record RegionList(List<RegionItem> items, @Nullable LocalDate asOf, @Nullable String origin) {}

    record RegionView(
            String code,
            String name,
            String fullName,
            Level level,
            @Nullable String parent,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validTo) {}

    record Address(@NotNull @Size(max = 1_000) String text) {}

    /// @param region the deepest division that was found
    /// @param rest the street, and a district that no table has
    record Split(
            @Nullable String region, String province, String city, String district, String rest) {}

    private final Regions regions;
    private final Companies companies;
    private final Clock clock;

    PlaceApi(Regions regions, Companies companies, Clock clock) {
        this.regions = regions;
        this.companies = companies;
        this.clock = clock;
    }

    /// The divisions below `parent`, or the provinces.
    ///
    /// @param on on which day; today when it is missing
    @GetMapping
    @Needs
    RegionList list(
            @RequestParam(required = false) @Nullable String parent,
            @RequestParam(required = false) @Nullable LocalDate on) {
        var day = on == null ? today() : on;
        if (parent != null) {
            regions.get(parent);
        }
        var items =
                regions.children(parent, day).stream()
                        .map(
                                region ->
                                        new RegionItem(
                                                region.code(),
                                                region.name(),
                                                region.level(),
                                                region.parentCode(),
                                                regions.hasChildren(region.code(), day)))
                        .toList();
        var edition = regions.edition();
        return new RegionList(
                items,
                edition.map(Edition::asOf).orElse(null),
                edition.map(Edition::origin).orElse(null));
    }

    /// One division, also one that has ended.
    @GetMapping("/{code}")
    @Needs
    RegionView get(@PathVariable String code) {
        var region = regions.get(code);
        return new RegionView(
                region.code(),
                region.name(),
                regions.fullName(code),
                region.level(),
                region.parentCode(),
                region.validFrom().equals(Region.BEGINNING) ? null : region.validFrom(),
                region.validTo());
    }

    /// Takes an address in one line apart. It comes in the body, for it may be a person's.
    @PostMapping("/split")
    @Needs
    Split split(@Valid @RequestBody Address address) {
        var match = regions.split(address.text());
        return new Split(
                match.region().map(Region::code).orElse(null),
                match.name(Level.PROVINCE),
                match.name(Level.CITY),
                match.name(Level.DISTRICT),
                match.rest());
    }

    /// Takes over a newer table: CSV with code and name a line, in UTF-8 or GB18030. What is not in
    /// it ends on the day `on` (today when it is missing) and stays known.
    @PutMapping(consumes = "text/csv")
    @Needs(Right.ADMINISTER)
    TableCounts replace(
            @RequestParam(required = false) @Nullable LocalDate on,
            @RequestParam(defaultValue = "") @Size(max = 200) String origin,
            InputStream table)
            throws IOException {
        var csv = table.readNBytes(LARGEST_TABLE + 1);
        if (csv.length > LARGEST_TABLE) {
            throw new Refusal(RequestProblem.TOO_LARGE);
        }
        return regions.replace(csv, on == null ? today() : on, line(origin));
    }

    private static String line(String typed) {
        return switch (Folding.tidy(typed)) {
            case Parsed.Right<String>(var text) -> text;
            case Parsed.Wrong<String>(var problem, var arguments) ->
                    throw new Refusal(problem, arguments.toArray());
        };
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), companies.zone());
    }
}
