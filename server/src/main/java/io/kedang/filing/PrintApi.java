package io.kedang.filing;

import io.kedang.access.Needs;
import io.kedang.access.Right;
import io.kedang.customer.CustomerId;
import io.kedang.customer.CustomerQuery;
import io.kedang.kernel.condition.Condition;
import io.kedang.kernel.condition.ConditionJson;

import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;

@RestController
@RequestMapping("/api/v1")
class PrintApi {
    private static final String PDF = "application/pdf";
    private static final String DOCX =
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    private static final String XLSX =
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final FileForms fileForms;
    private final ContactOverviews overviews;
    private final ConsultationForms consultations;
    private final PdfPress press;

    PrintApi(
            FileForms fileForms,
            ContactOverviews overviews,
            ConsultationForms consultations,
            PdfPress press) {
        this.fileForms = fileForms;
        this.overviews = overviews;
        this.consultations = consultations;
        this.press = press;
    }

    /// 客户档案表.
    ///
    /// @param sensitive with sensitive values in clear
    @GetMapping(path = "/customers/{id}/print/file-form.pdf", produces = PDF)
    @Needs(Right.PRINT)
    ResponseEntity<byte[]> fileFormPdf(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "false") boolean sensitive,
            Locale locale) {
        var form = fileForms.print(new CustomerId(id), sensitive, "pdf", locale);
        return answer(press.print(form, false, locale), PDF, named(form) + ".pdf");
    }

    @GetMapping(path = "/customers/{id}/print/file-form.docx", produces = DOCX)
    @Needs(Right.PRINT)
    ResponseEntity<byte[]> fileFormDocx(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "false") boolean sensitive,
            Locale locale) {
        var form = fileForms.print(new CustomerId(id), sensitive, "docx", locale);
        return answer(FormDocx.of(form, locale), DOCX, named(form) + ".docx");
    }

    /// 查阅登记表: who looked at the file, when, what for.
    @GetMapping(path = "/customers/{id}/print/consultations.pdf", produces = PDF)
    @Needs({Right.PRINT, Right.AUDIT_READ})
    ResponseEntity<byte[]> consultationsPdf(@PathVariable UUID id, Locale locale) {
        var form = consultations.print(new CustomerId(id), locale);
        return answer(press.print(form, false, locale), PDF, named(form) + ".pdf");
    }

    /// 客户联络一览表.
    @GetMapping(path = "/prints/contact-overview.pdf", produces = PDF)
    @Needs(Right.PRINT)
    ResponseEntity<byte[]> overviewPdf(
            @RequestParam(defaultValue = "") @Size(max = 200) String q,
            @RequestParam(required = false) @Nullable @Size(max = 20_000) String filter,
            @RequestParam(required = false) @Nullable @Size(max = 60) String sort,
            Locale locale) {
        var form = overviews.print(query(q, filter, sort), "pdf", locale);
        return answer(press.print(form, true, locale), PDF, form.title() + ".pdf");
    }

    @GetMapping(path = "/prints/contact-overview.xlsx", produces = XLSX)
    @Needs(Right.PRINT)
    ResponseEntity<byte[]> overviewXlsx(
            @RequestParam(defaultValue = "") @Size(max = 200) String q,
            @RequestParam(required = false) @Nullable @Size(max = 20_000) String filter,
            @RequestParam(required = false) @Nullable @Size(max = 60) String sort,
            Locale locale) {
        var form = overviews.print(query(q, filter, sort), "xlsx", locale);
        var grid = (Form.Grid) form.sections().getFirst().blocks().getFirst();
        return answer(FormXlsx.of(form, grid), XLSX, form.title() + ".xlsx");
    }

    private static String named(Form form) {
        return form.title() + "_" + form.head().right();
    }

    private static CustomerQuery query(String q, @Nullable String filter, @Nullable String sort) {
        var condition = filter == null ? Condition.EVERYTHING : ConditionJson.read(filter);
        return new CustomerQuery(q, condition, sort, 1, null, false, ContactOverviews.FIELDS);
    }

    /// PDFs open in the browser, which prints them; the others are saved.
    private static ResponseEntity<byte[]> answer(byte[] content, String type, String name) {
        var disposition =
                type.equals(PDF) ? ContentDisposition.inline() : ContentDisposition.attachment();
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(type))
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        disposition
                                .filename(name.replace(' ', '_'), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(content);
    }
}
