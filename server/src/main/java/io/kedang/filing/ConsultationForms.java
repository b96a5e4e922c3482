package io.kedang.filing;

import static io.kedang.filing.Form.Align.CENTRE;
import static io.kedang.filing.Form.Align.LEFT;

import io.kedang.access.Companies;
import io.kedang.access.CurrentUser;
import io.kedang.access.Right;
import io.kedang.access.policy.Action;
import io.kedang.audit.Audit;
import io.kedang.audit.AuditAction;
import io.kedang.audit.AuditEntry;
import io.kedang.audit.AuditFilter;
import io.kedang.audit.AuditGroup;
import io.kedang.audit.AuditRecord;
import io.kedang.customer.Customer;
import io.kedang.customer.CustomerId;
import io.kedang.customer.Customers;
import io.kedang.customer.outgoing.OutgoingFile;
import io.kedang.customer.outgoing.OutgoingFiles;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Service;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// The door to the 查阅登记表: who looked at a file, when, what for. It tells of people, not of the
/// customer; whoever prints it may read both the register and the file.
@Service
public class ConsultationForms {
    /// Newest looks on a form; the register keeps all.
    static final int MOST = 1_000;

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

    /// In millimetres; together they fill A4 upright.
    private static final List<Form.Column> COLUMNS =
            List.of(
                    new Form.Column("number", 12, CENTRE),
                    new Form.Column("at", 34, CENTRE),
                    new Form.Column("who", 28, CENTRE),
                    new Form.Column("what", 46, LEFT),
                    new Form.Column("purpose", 60, LEFT));

    private final Customers customers;
    private final Audit audit;
    private final Companies companies;
    private final FilingTexts texts;
    private final MessageSource messages;
    private final OutgoingFiles outgoing;

    ConsultationForms(
            Customers customers,
            Audit audit,
            Companies companies,
            FilingTexts texts,
            MessageSource messages,
            OutgoingFiles outgoing) {
        this.customers = customers;
        this.audit = audit;
        this.companies = companies;
        this.texts = texts;
        this.messages = messages;
        this.outgoing = outgoing;
    }

    /// The looks at one file, newest first.
    Form print(CustomerId id, Locale locale) {
        CurrentUser.get().need(Right.PRINT);
        CurrentUser.get().need(Right.AUDIT_READ);
        var file = customers.get(id, Action.PRINT);
        var leaving = outgoing.begin(OutgoingFile.Kind.FILE_FORM, "pdf", locale);
        outgoing.expect(leaving, 1);
        var filter =
                new AuditFilter(
                        null, id.value(), null, AuditGroup.READING, null, null, null, null, null);
        var looks = audit.list(filter, null, MOST);
        var entry =
                AuditEntry.of(AuditAction.PRINTED, "customer", id.value())
                        .customer(id.value())
                        .detail("form", "consultations")
                        .detail("format", "pdf")
                        .detail("entries", looks.size());
        outgoing.release(leaving, List.of(id), entry);
        return form(file, looks, texts.in(locale)).marked(leaving.mark());
    }

    private Form form(Customer file, List<AuditRecord> looks, FilingTexts.In words) {
        var columns =
                COLUMNS.stream()
                        .map(
                                column ->
                                        column.headed(
                                                words.text("consultations." + column.heading())))
                        .toList();
        var rows = new ArrayList<List<String>>();
        for (var look : looks) {
            rows.add(
                    List.of(
                            Integer.toString(rows.size() + 1),
                            MINUTE.format(look.occurredAt().atZone(companies.zone())),
                            look.actorName(),
                            what(look, words.locale()),
                            Objects.requireNonNullElse(look.reason(), "")));
        }
        var note = looks.size() < MOST ? "" : words.text("consultations.more", MOST);
        return new Form(
                words.text("consultations"),
                new Form.Ends(words.company().name(), file.fileNumber()),
                new Form.Ends("", words.text("printed-on", words.today().toString())),
                words.pages(),
                List.of(
                        new Form.Section(
                                file.fileNumber() + " " + file.name(),
                                List.of(new Form.Grid(columns, rows, note)))));
    }

    /// A later release may have written actions that this one does not know.
    private String what(AuditRecord look, Locale locale) {
        return Objects.requireNonNull(
                messages.getMessage("audit.action." + look.action(), null, look.action(), locale));
    }
}
