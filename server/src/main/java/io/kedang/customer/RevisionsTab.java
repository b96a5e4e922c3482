package io.kedang.customer;

import io.kedang.customer.record.RevisionView;

import org.springframework.stereotype.Component;

/// The newest revisions of an opened file.
@Component
class RevisionsTab implements FileTab {
    private static final int SIZE = 50;

    private final Histories histories;
    private final CustomerView view;

    RevisionsTab(Histories histories, CustomerView view) {
        this.histories = histories;
        this.view = view;
    }

    @Override
    public String name() {
        return "revisions";
    }

    @Override
    public RevisionView.Page open(CustomerId file) {
        return view.page(histories.ofOpened(file, Integer.MAX_VALUE, SIZE), SIZE);
    }
}
