package io.kedang.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.type.classreading.CachingMetadataReaderFactory;

import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/// The texts of the whole house, in both languages.
class TextsTests {
    private static final PathMatchingResourcePatternResolver FILES =
            new PathMatchingResourcePatternResolver();

    @Test
    void everyProblemIsExplainedInChineseAndEnglish() throws Exception {
        var missing = new ArrayList<String>();
        var problems = problems();
        for (var english : List.of(false, true)) {
            var texts = allTexts(english);
            for (var problem : problems) {
                for (var part : List.of("title", "detail")) {
                    var key = "problem." + problem.code() + "." + part;
                    if (texts.getProperty(key, "").isBlank()) {
                        missing.add((english ? "en " : "zh ") + key);
                    }
                }
            }
        }
        assertThat(problems).isNotEmpty();
        assertThat(missing).isEmpty();
    }

    @Test
    void aTextRepeatsTheBeginningOfWhatWasSentAndNotAllOfIt() {
        var key = "problem.command.option-unknown.detail";
        var sent = "𠮷".repeat(100_000);
        assertThat(Messages.messageSource().getMessage(key, new Object[] {sent}, Locale.ENGLISH))
                .contains("no option " + "𠮷".repeat(250) + "…")
                .hasSizeLessThan(700);
    }

    @Test
    void everyTextStandsInBothLanguagesAndCanBeFormatted() throws Exception {
        for (var file : FILES.getResources("classpath*:i18n/*.properties")) {
            var name = file.getFilename();
            if (name == null || name.contains("_")) {
                continue;
            }
            var chinese = texts(file);
            var english = texts(name.replace(".properties", "_en.properties"));
            assertThat(english.keySet()).as(name).isEqualTo(chinese.keySet());
            for (var texts : List.of(chinese, english)) {
                texts.forEach((_, text) -> new MessageFormat((String) text, Locale.ROOT));
            }
        }
    }

    @Test
    void aTextIsFoundInItsLanguageWhateverTheMachineSpeaks() {
        var messages = Messages.messageSource();
        var before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.ENGLISH);
            assertThat(messages.getMessage("problem.fault.title", null, Locale.SIMPLIFIED_CHINESE))
                    .isEqualTo("系统出现故障");
            Locale.setDefault(Locale.CHINA);
            assertThat(messages.getMessage("problem.fault.title", null, Locale.ENGLISH))
                    .isEqualTo("Something broke");
        } finally {
            Locale.setDefault(before);
        }
    }

    private static Properties allTexts(boolean english) throws Exception {
        var all = new Properties();
        for (var file : FILES.getResources("classpath*:i18n/*.properties")) {
            if (String.valueOf(file.getFilename()).endsWith("_en.properties") == english) {
                all.putAll(texts(file));
            }
        }
        return all;
    }

    private static List<Problem> problems() throws Exception {
        var problems = new ArrayList<Problem>();
        var reader = new CachingMetadataReaderFactory();
        for (var file : FILES.getResources("classpath*:io/kedang/**/*Problem.class")) {
            var name = reader.getMetadataReader(file).getClassMetadata().getClassName();
            if (Class.forName(name).getEnumConstants() instanceof Problem[] constants) {
                problems.addAll(List.of(constants));
            }
        }
        return problems;
    }

    private static Properties texts(String file) throws Exception {
        return texts(FILES.getResource("classpath:i18n/" + file));
    }

    private static Properties texts(Resource file) throws Exception {
        var texts = new Properties();
        try (var reader = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
            texts.load(reader);
        }
        return texts;
    }
}
