package io.kedang.customer.people;

import io.kedang.customer.CustomerId;
import io.kedang.customer.FileTab;

import org.springframework.stereotype.Component;

/// The people of an opened file who hold a position there.
@Component
class PeopleTab implements FileTab {
    private static final int SIZE = 200;

    private final People people;
    private final PersonView view;

    PeopleTab(People people, PersonView view) {
        this.people = people;
        this.view = view;
    }

    @Override
    public String name() {
        return "people";
    }

    @Override
    public PersonView.ContactList open(CustomerId file) {
        return view.list(people.ofOpened(file, false, SIZE + 1), SIZE);
    }
}
