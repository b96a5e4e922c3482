package io.kedang.filing;

import io.kedang.access.Companies;
import io.kedang.access.Company;
import io.kedang.customer.record.RecordText;
import io.kedang.kernel.Money;
import io.kedang.kernel.field.Field;
import io.kedang.kernel.field.FieldLabels;

import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;

/// The words of printed forms, and values as they stand on paper.
@Component
class FilingTexts {
    private final MessageSource messages;
    private final FieldLabels labels;
    private final RecordText values;
    private final Companies companies;
    private final Clock clock;

    FilingTexts(
            MessageSource messages,
            FieldLabels labels,
            RecordText values,
            Companies companies,
            Clock clock) {
        this.messages = messages;
        this.labels = labels;
        this.values = values;
        this.companies = companies;
        this.clock = clock;
    }

    In in(Locale locale) {
        return new In(locale);
    }

    /// The same in one language.
    final class In {
        private final Locale locale;

        private In(Locale locale) {
            this.locale = locale;
        }

        Locale locale() {
            return locale;
        }

        Company company() {
            return companies.get();
        }

        LocalDate today() {
            return day(clock.instant());
        }

        LocalDate day(Instant instant) {
            return LocalDate.ofInstant(instant, companies.zone());
        }

        /// @param key below `filing.`
        String text(String key, Object... arguments) {
            return messages.getMessage("filing." + key, arguments, locale);
        }

        /// With its {0} and {1} left in it.
        String pages() {
            return text("pages", "{0}", "{1}");
        }

        String label(String record, Field field) {
            return labels.of(record, field).in(locale);
        }

        String option(String record, Field field, String code) {
            return labels.option(record, field, code).in(locale);
        }

        String value(String record, Field field, @Nullable Object shown) {
            return shown instanceof Map<?, ?> parts && parts.containsKey("currency")
                    ? money(
                            new Money(
                                    new BigDecimal(String.valueOf(parts.get("amount"))),
                                    String.valueOf(parts.get("currency"))))
                    : values.of(record, field, shown, locale);
        }

        String money(Money money) {
            int scale = Math.max(2, money.amount().scale());
            return money.currency()
                    + " "
                    + String.format(Locale.ROOT, "%,." + scale + "f", money.amount());
        }
    }
}
