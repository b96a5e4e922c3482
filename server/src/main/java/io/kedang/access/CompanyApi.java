package io.kedang.access;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/company")
class CompanyApi {
    record CompanyEdit(
            @NotNull @Size(max = 200) String name, @NotNull @Size(max = 60) String timeZone) {}

    private final Companies companies;

    CompanyApi(Companies companies) {
        this.companies = companies;
    }

    @GetMapping
    @Needs
    Company get() {
        return companies.get();
    }

    /// Printed forms and dates follow within seconds.
    @PutMapping
    @Needs(Right.ADMINISTER)
    Company change(@Valid @RequestBody CompanyEdit edit) {
        return companies.change(new Company(edit.name(), edit.timeZone()));
    }
}
