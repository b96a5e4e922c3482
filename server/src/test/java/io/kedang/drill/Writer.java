package io.kedang.drill;

import io.kedang.kernel.NewId;
import io.kedang.lab.Api;
import io.kedang.lab.Api.Answer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

/// One client who opens files, changes them and records visits, and keeps his own notes of what was
/// acknowledged: the server's memory is what is being tried.
final class Writer {
    /// @param version the latest one that an answer told
    record Note(String name, int version, String remarks) {}

    private final Random random;
    private final Semaphore acknowledgements;
    private final Map<UUID, Note> files = new HashMap<>();
    private final Map<UUID, UUID> visits = new HashMap<>();

    /// What was asked for without an answer: it may have happened or not.
    private final Map<UUID, Note> unanswered = new HashMap<>();

    /// What was acknowledged since it was last looked at.
    private final Set<UUID> unseen = new HashSet<>();

    private final List<String> refusals = new ArrayList<>();

    /// @param acknowledgements gets one more for every write that was acknowledged
    Writer(long seed, Semaphore acknowledgements) {
        random = new Random(seed);
        this.acknowledgements = acknowledgements;
    }

    /// Writes until the server does not answer, or for as long as it is wanted: a database that is
    /// back before anybody has noticed stops nobody.
    void write(Api api, BooleanSupplier wanted) {
        boolean answered = true;
        while (answered && wanted.getAsBoolean()) {
            answered = writeOnce(api);
        }
    }

    private boolean writeOnce(Api api) {
        int kind = files.isEmpty() ? 0 : random.nextInt(4);
        var id = kind == 0 ? NewId.next() : known();
        var note = files.get(id);
        try {
            return switch (kind) {
                case 0 -> open(api, id);
                case 1 -> visit(api, id);
                default -> unanswered.containsKey(id) || change(api, id, note);
            };
        } catch (IOException e) {
            return false;
        }
    }

    private UUID known() {
        var ids = List.copyOf(files.keySet());
        return ids.get(random.nextInt(ids.size()));
    }

    private boolean open(Api api, UUID id) throws IOException {
        var note = new Note("演练" + id, 1, "1");
        unanswered.put(id, note);
        var body =
                """
                {"kind":"ORGANISATION","name":"%s","mobile":"139%08d","remarks":"1"}
                """
                        .formatted(note.name(), Math.floorMod(id.hashCode(), 100_000_000));
        return accept(api.put("/customers/" + id, body), id, note);
    }

    private boolean change(Api api, UUID id, Note old) throws IOException {
        int next = old.version() + 1;
        var note = new Note(old.name(), next, Integer.toString(next));
        unanswered.put(id, note);
        var body = "{\"remarks\":\"%s\"}".formatted(note.remarks());
        return accept(api.patch("/customers/" + id, old.version(), body), id, note);
    }

    private boolean accept(Answer answer, UUID id, Note note) {
        if (answer.succeeded()) {
            unanswered.remove(id);
            files.put(id, note);
            unseen.add(id);
            acknowledgements.release();
            return true;
        }
        return note(answer);
    }

    private boolean visit(Api api, UUID customer) throws IOException {
        var id = NewId.next();
        var body = "{\"visitedOn\":\"2026-01-05\",\"peopleMet\":[\"张三\"],\"summary\":\"谈妥\"}";
        var answer = api.put("/customers/" + customer + "/visits/" + id, body);
        if (answer.succeeded()) {
            visits.put(id, customer);
            unseen.add(customer);
            acknowledgements.release();
            return true;
        }
        return note(answer);
    }

    /// A server that is losing its database says so; any other refusal is a finding.
    private boolean note(Answer answer) {
        if (answer.status() < 500) {
            refusals.add(answer.status() + " " + answer.text());
        } else if (answer.status() != 503) {
            refusals.add("fault: " + answer.text());
        }
        return false;
    }

    /// Looks at everything that was acknowledged since the last time; each entry is something lost
    /// or something wrong.
    List<String> verify(Api api) throws IOException {
        var findings = new ArrayList<>(refusals);
        refusals.clear();
        for (var id : unseen) {
            var note = files.get(id);
            if (note != null) {
                compare(api.get("/customers/" + id), id, note, findings);
            }
        }
        for (var each : visits.entrySet()) {
            if (unseen.contains(each.getValue()) && !shows(api, each.getValue(), each.getKey())) {
                findings.add("lost: visit " + each.getKey());
            }
        }
        for (var each : Map.copyOf(unanswered).entrySet()) {
            settle(
                    api.get("/customers/" + each.getKey()),
                    each.getKey(),
                    each.getValue(),
                    findings);
        }
        unseen.clear();
        return findings;
    }

    private void compare(Answer found, UUID id, Note note, List<String> findings) {
        var attempted = unanswered.get(id);
        if (!found.succeeded()) {
            findings.add("lost: file %s, %d".formatted(id, found.status()));
        } else if (!is(found, note) && (attempted == null || !is(found, attempted))) {
            findings.add(
                    "lost: version %d of file %s, found %s %s"
                            .formatted(
                                    note.version(),
                                    id,
                                    found.at("/version"),
                                    found.at("/remarks")));
        }
    }

    /// Takes over what did happen although nobody said so.
    private void settle(Answer found, UUID id, Note attempted, List<String> findings) {
        if (found.succeeded() && is(found, attempted)) {
            files.put(id, attempted);
        } else if (!files.containsKey(id) && found.status() != 404) {
            findings.add("half: file " + id + " " + found.status());
        }
        unanswered.remove(id);
    }

    private static boolean is(Answer found, Note note) {
        return found.at("/version").equals(Integer.toString(note.version()))
                && found.at("/remarks").equals(note.remarks())
                && found.at("/name").equals(note.name())
                && found.at("/mobile").startsWith("139****");
    }

    private static boolean shows(Api api, UUID customer, UUID visit) throws IOException {
        var answer = api.get("/customers/" + customer + "/visits?size=200");
        return answer.text().contains(visit.toString()) || !answer.at("/next").isEmpty();
    }

    /// Forgets what a loss that was wanted has made wrong.
    void forget() {
        files.clear();
        visits.clear();
        unanswered.clear();
        unseen.clear();
        refusals.clear();
    }

    int acknowledged() {
        return files.values().stream().mapToInt(Note::version).sum() + visits.size();
    }
}
