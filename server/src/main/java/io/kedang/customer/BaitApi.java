package io.kedang.customer;

import io.kedang.access.Confirmed;
import io.kedang.access.Needs;
import io.kedang.access.Right;
import io.kedang.customer.watch.Baits;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.util.UUID;

/// Files laid out as bait: whoever opens one raises the alarm.
@RestController
@RequestMapping("/api/v1/customers/{id}/bait")
class BaitApi {
    record BaitView(boolean bait) {}

    private final Baits baits;
    private final Customers customers;

    BaitApi(Baits baits, Customers customers) {
        this.baits = baits;
        this.customers = customers;
    }

    @GetMapping
    @Needs(Right.ADMINISTER)
    BaitView get(@PathVariable UUID id) {
        customers.isReadable(new CustomerId(id));
        return new BaitView(baits.get(id));
    }

    @PutMapping
    @Needs(Right.ADMINISTER)
    @Confirmed
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void mark(@PathVariable UUID id) {
        customers.refuseUnreadable(new CustomerId(id));
        baits.set(id, true);
    }

    @DeleteMapping
    @Needs(Right.ADMINISTER)
    @Confirmed
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unmark(@PathVariable UUID id) {
        customers.isReadable(new CustomerId(id));
        baits.set(id, false);
    }
}
