package io.kedang.house;

import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.ExpressionVisitorAdapter;
import net.sf.jsqlparser.expression.operators.conditional.AndExpression;
import net.sf.jsqlparser.expression.operators.relational.EqualsTo;
import net.sf.jsqlparser.expression.operators.relational.ExistsExpression;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.insert.Insert;
import net.sf.jsqlparser.statement.select.FromItem;
import net.sf.jsqlparser.statement.select.Join;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.SetOperationList;
import net.sf.jsqlparser.util.TablesNamesFinder;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Reads a statement and names the customer data in it that nobody's lock stands before: select by
/// select, so that one slot does not answer for another.
///
/// A select is locked when its condition holds `{visible:c}`, or joins rows that are. What it looks
/// up beside its rows (`exists`) need not be locked again, unless that is a customer's row itself.
final class LockCheck {
    private static final String SLOT = "{visible:c}";
    private static final String MARK = "kedang_visible = 1";

    private final Set<String> guarded;
    private final Set<String> open = new TreeSet<>();

    private LockCheck(Set<String> guarded) {
        this.guarded = guarded;
    }

    /// The guarded tables that it reads; one that it only inserts into does not count.
    static Set<String> tables(String text, Set<String> guarded) {
        var plain = plain(text);
        var tables = new TreeSet<String>();
        try {
            var read = read(CCJSqlParserUtil.parse(plain));
            if (read != null) {
                tables.addAll(new TablesNamesFinder<Void>().getTables(read));
            }
        } catch (JSQLParserException | ClassCastException e) { // it knows no update within `with`
            guarded.stream()
                    .filter(table -> plain.matches("(?s).*\\b" + table + "\\b.*"))
                    .forEach(tables::add);
        }
        tables.retainAll(guarded);
        return tables;
    }

    /// What of a statement reads; null where nothing does.
    private static @Nullable Statement read(Statement statement) {
        return statement instanceof Insert insert ? insert.getSelect() : statement;
    }

    /// The guarded tables that it reads past the lock.
    static Set<String> past(String text, Set<String> guarded) {
        var tables = tables(text, guarded);
        if (tables.isEmpty()) {
            return tables;
        }
        try {
            if (read(CCJSqlParserUtil.parse(plain(text))) instanceof Select select) {
                var check = new LockCheck(guarded);
                check.walk(select, false, false);
                return check.open;
            }
        } catch (JSQLParserException | ClassCastException e) { // as above
        }
        return text.contains(SLOT) ? Set.of() : tables;
    }

    /// The statement with each of its locks taken out in turn.
    static List<String> unlocked(String text) {
        var mutants = new ArrayList<String>();
        for (int at = text.indexOf(SLOT); at >= 0; at = text.indexOf(SLOT, at + 1)) {
            mutants.add(text.substring(0, at) + "true" + text.substring(at + SLOT.length()));
        }
        return mutants;
    }

    /// In words that the parser understands: it wants something to be selected, and takes what
    /// follows `not in (…)` for a part of the list.
    private static String plain(String text) {
        return text.replace(SLOT, MARK)
                .replaceAll("select\\s+from", "select 1 from")
                .replaceAll("not in \\([^()]*\\)", "is not null")
                .replace("{order}", "")
                .replace("{columns}", "1")
                .replace("{key}", "1")
                .replace("{assignments}", "name = name")
                .replaceAll("\\{[a-z:]+}", "true");
    }

    /// @param enclosed whether what stands around it is locked
    /// @param joined whether its rows are joined with locked ones, not looked up beside them
    private void walk(Select select, boolean enclosed, boolean joined) {
        if (select.getWithItemsList() != null) {
            select.getWithItemsList().forEach(item -> walk(item.getSelect(), false, false));
        }
        switch (select) {
            case PlainSelect plain -> walk(plain, enclosed, joined);
            case ParenthesedSelect inner -> walk(inner.getSelect(), enclosed, joined);
            case SetOperationList several ->
                    several.getSelects().forEach(each -> walk(each, enclosed, joined));
            default -> {}
        }
    }

    private void walk(PlainSelect select, boolean enclosed, boolean joined) {
        boolean locked = isLocked(select);
        for (var item : items(select).toList()) {
            if (item instanceof Table table
                    && guarded.contains(table.getName())
                    && !locked
                    && !(enclosed && (joined || !table.getName().equals("customer")))) {
                open.add(table.getName());
            }
            if (item instanceof Select inner) {
                walk(inner, locked || enclosed, true);
            }
        }
        lookUps(select, inner -> walk(inner, locked || enclosed, false));
    }

    /// Whether every row that it answers has passed the lock.
    private static boolean isLocked(Select select) {
        return switch (select) {
            case PlainSelect plain ->
                    asksLock(plain.getWhere())
                            || joins(plain)
                                    .filter(LockCheck::narrows)
                                    .flatMap(join -> join.getOnExpressions().stream())
                                    .anyMatch(LockCheck::asksLock)
                            || narrowing(plain)
                                    .anyMatch(
                                            item ->
                                                    item instanceof Select inner
                                                            && isLocked(inner));
            case ParenthesedSelect inner -> isLocked(inner.getSelect());
            case SetOperationList several ->
                    several.getSelects().stream().allMatch(LockCheck::isLocked);
            default -> false;
        };
    }

    /// Whether the lock is among what all has to hold.
    private static boolean asksLock(Expression condition) {
        return switch (condition) {
            case null -> false;
            case AndExpression and ->
                    asksLock(and.getLeftExpression()) || asksLock(and.getRightExpression());
            case ParenthesedExpressionList<?> inner ->
                    inner.size() == 1 && asksLock(inner.getFirst());
            case EqualsTo equal -> equal.toString().equals(MARK);
            case ExistsExpression exists ->
                    !exists.isNot()
                            && exists.getRightExpression() instanceof Select inner
                            && isLocked(inner);
            default -> false;
        };
    }

    private static Stream<Join> joins(PlainSelect select) {
        return select.getJoins() == null ? Stream.of() : select.getJoins().stream();
    }

    private static boolean narrows(Join join) {
        return !join.isLeft() && !join.isRight() && !join.isFull();
    }

    private static Stream<FromItem> items(PlainSelect select) {
        return select.getFromItem() == null
                ? Stream.of()
                : Stream.concat(
                        Stream.of(select.getFromItem()), joins(select).map(Join::getFromItem));
    }

    private static Stream<FromItem> narrowing(PlainSelect select) {
        return select.getFromItem() == null
                ? Stream.of()
                : Stream.concat(
                        Stream.of(select.getFromItem()),
                        joins(select).filter(LockCheck::narrows).map(Join::getFromItem));
    }

    /// The selects within what it answers and asks.
    private static void lookUps(PlainSelect select, Consumer<Select> each) {
        var finder =
                new ExpressionVisitorAdapter<Void>() {
                    @Override
                    public <S> Void visit(ParenthesedSelect inner, S context) {
                        each.accept(inner);
                        return null;
                    }

                    @Override
                    public <S> Void visit(Select inner, S context) {
                        each.accept(inner);
                        return null;
                    }
                };
        select.getSelectItems().forEach(item -> item.getExpression().accept(finder, null));
        if (select.getWhere() != null) {
            select.getWhere().accept(finder, null);
        }
        joins(select)
                .flatMap(join -> join.getOnExpressions().stream())
                .forEach(on -> on.accept(finder, null));
        if (select.getOrderByElements() != null) {
            select.getOrderByElements().forEach(by -> by.getExpression().accept(finder, null));
        }
    }
}
