package io.kedang.intake;

import io.kedang.intake.Imports.SeenRow;
import io.kedang.intake.kind.CellProblem;
import io.kedang.intake.kind.ImportKind.Shown;
import io.kedang.intake.kind.Outcome;

import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

import java.math.BigDecimal;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Says in words what is wrong with rows, in the language of the reader.
@Component
class ImportTexts {
    private final MessageSource messages;

    ImportTexts(MessageSource messages) {
        this.messages = messages;
    }

    /// Kept arguments are texts, where some problems count.
    String problem(CellProblem problem, Locale locale) {
        var text = new MessageFormat(text("problem." + problem.code() + ".detail", locale), locale);
        var formats = text.getFormatsByArgumentIndex();
        var arguments = new ArrayList<Object>(problem.arguments());
        for (int i = 0; i < Math.min(formats.length, arguments.size()); i++) {
            if (formats[i] instanceof NumberFormat) {
                arguments.set(i, new BigDecimal(problem.arguments().get(i)));
            }
        }
        return text.format(arguments.toArray());
    }

    /// Everything that speaks against a row, in one text.
    String reason(Import wanted, SeenRow row, Locale locale) {
        var problems =
                row.result().problems().stream()
                        .map(problem -> named(wanted, problem, locale) + problem(problem, locale));
        var twin =
                row.result().outcome() == Outcome.SUSPECTED
                        ? Stream.of(twin(row, locale))
                        : Stream.<String>empty();
        return Stream.concat(problems, twin).collect(Collectors.joining("\n"));
    }

    private String named(Import wanted, CellProblem problem, Locale locale) {
        var columns = wanted.plan().columns();
        return problem.column() < 0 || problem.column() >= columns.size()
                ? ""
                : columns.get(problem.column()).name() + text("intake.errors.colon", locale);
    }

    /// What a suspected row seems to be; of a record that the reader may not see only whom to ask.
    String twin(SeenRow row, Locale locale) {
        var result = row.result();
        var basis =
                result.basis() == null ? "" : text("intake.basis." + result.basis().name(), locale);
        if (result.twinRow() != null) {
            return problem(
                    ImportProblem.TWIN_ROW.code(), locale, result.twinRow().toString(), basis);
        }
        return twin(row.twin(), basis, locale);
    }

    private String twin(@Nullable Shown shown, String basis, Locale locale) {
        if (shown != null && !shown.name().isEmpty()) {
            return problem(ImportProblem.TWIN.code(), locale, shown.name(), basis);
        }
        return shown == null || shown.department().isEmpty()
                ? problem(ImportProblem.TWIN_UNSEEN.code(), locale)
                : problem(ImportProblem.TWIN_HIDDEN.code(), locale, shown.department());
    }

    String text(String key, Locale locale) {
        return messages.getMessage(key, null, locale);
    }

    private String problem(String code, Locale locale, Object... arguments) {
        return messages.getMessage(
                "problem." + code + ".detail", List.of(arguments).toArray(), locale);
    }
}
