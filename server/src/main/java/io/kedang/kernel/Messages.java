package io.kedang.kernel;

import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// The texts of all rooms: every `i18n/<context>.properties` (Chinese) with its
/// `<context>_en.properties`.
@Configuration(proxyBeanMethods = false)
public class Messages {
    private static final List<Locale> LANGUAGES =
            List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH);

    /// Also for what runs without Spring. No language of the machine shines through, and the
    /// quoting rules of [java.text.MessageFormat] hold for texts with and without arguments.
    @Bean
    public static MessageSource messageSource() {
        var messages = new Texts();
        messages.setBasenames(basenames());
        messages.setDefaultEncoding(StandardCharsets.UTF_8.name());
        messages.setFallbackToSystemLocale(false);
        messages.setAlwaysUseMessageFormat(true);
        return messages;
    }

    /// The language of the caller, where the house speaks it; else Chinese.
    @Bean
    static LocaleResolver localeResolver() {
        var resolver = new AcceptHeaderLocaleResolver();
        resolver.setSupportedLocales(LANGUAGES);
        resolver.setDefaultLocale(LANGUAGES.getFirst());
        return resolver;
    }

    /// Texts repeat what was sent, so that a sender knows which; a megabyte tells him no more than
    /// its beginning.
    private static final class Texts extends ResourceBundleMessageSource {
        private static final int LONGEST = 500;

        @Override
        protected Object[] resolveArguments(
                Object @Nullable [] arguments, @Nullable Locale locale) {
            return Arrays.stream(super.resolveArguments(arguments, locale))
                    .map(Texts::shortened)
                    .toArray();
        }

        private static @Nullable Object shortened(@Nullable Object argument) {
            return argument instanceof String text && text.length() > LONGEST
                    ? text.substring(0, text.offsetByCodePoints(0, LONGEST / 2)) + "…"
                    : argument;
        }
    }

    private static String[] basenames() {
        try {
            return Arrays.stream(
                            new PathMatchingResourcePatternResolver()
                                    .getResources("classpath*:i18n/*.properties"))
                    .map(file -> Objects.requireNonNull(file.getFilename()))
                    .filter(name -> !name.contains("_"))
                    .map(name -> "i18n/" + name.replace(".properties", ""))
                    .sorted()
                    .toArray(String[]::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
