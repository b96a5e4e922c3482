package io.kedang.kernel.sql;

import io.kedang.kernel.Params;

import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.RowMapperResultSetExtractor;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/// What is asked of the database, and what is made of the answer. Several become one, which waits
/// for the database once; [Reads] asks.
///
/// @param <T> what the asker gets
public final class Read<T> {
    private final List<Question> questions;
    private final Function<Iterator<?>, T> made;

    private Read(List<Question> questions, Function<Iterator<?>, T> made) {
        this.questions = questions;
        this.made = made;
    }

    record Question(String sql, Params values, ResultSetExtractor<?> answer) {}

    /// @param statement a statement of a store, filled
    /// @param values beside those that fill it
    public static <T> Read<List<T>> rows(Fragment statement, Params values, RowMapper<T> row) {
        var answer = new RowMapperResultSetExtractor<>(row);
        return new Read<>(
                List.of(new Question(statement.sql(), values.and(statement), answer)),
                Read::<List<T>>next);
    }

    /// Of a statement that answers one row or none.
    public static <T> Read<Optional<T>> row(Fragment statement, Params values, RowMapper<T> row) {
        return rows(statement, values, row).map(rows -> rows.stream().findFirst());
    }

    /// What the reads answer, in their order.
    public static <T> Read<List<T>> all(List<Read<T>> reads) {
        var questions = new ArrayList<Question>();
        reads.forEach(read -> questions.addAll(read.questions));
        return new Read<>(
                List.copyOf(questions),
                answers -> {
                    var all = new ArrayList<T>(reads.size());
                    reads.forEach(read -> all.add(read.made.apply(answers)));
                    return all;
                });
    }

    /// @param change may refuse, and may ask the database for more
    public <R> Read<R> map(Function<? super T, R> change) {
        return new Read<>(questions, answers -> change.apply(made.apply(answers)));
    }

    public <U, R> Read<R> with(Read<U> other, BiFunction<? super T, ? super U, R> combine) {
        var both = new ArrayList<>(questions);
        both.addAll(other.questions);
        return new Read<>(
                List.copyOf(both),
                answers -> combine.apply(made.apply(answers), other.made.apply(answers)));
    }

    /// What the other one answers, unless this one refuses.
    public <U> Read<U> then(Read<U> other) {
        return with(other, (checked, answer) -> answer);
    }

    List<Question> questions() {
        return questions;
    }

    /// @param answers one for each question
    T of(Iterator<?> answers) {
        return made.apply(answers);
    }

    @SuppressWarnings("unchecked")
    private static <T> T next(Iterator<?> answers) {
        return (T) answers.next();
    }
}
