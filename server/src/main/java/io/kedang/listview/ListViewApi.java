package io.kedang.listview;

import io.kedang.access.CurrentUser;
import io.kedang.access.Directory;
import io.kedang.access.Needs;
import io.kedang.access.Right;
import io.kedang.access.User;
import io.kedang.kernel.MergePatch;
import io.kedang.kernel.Version;
import io.kedang.kernel.condition.Condition;
import io.kedang.listview.ListView.Definition;
import io.kedang.listview.ListView.Density;
import io.kedang.listview.ListView.Kind;
import io.kedang.listview.ListView.ViewColumn;
import io.kedang.listview.ListView.Visibility;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.UUID;

@RestController
@RequestMapping("/api/v1/views")
class ListViewApi {
    record ViewBody(
            @NotNull @Size(max = 200) String name,
            @NotNull Visibility visibility,
            @Nullable UUID departmentId,
            @NotNull Boolean locked,
            @NotNull Kind kind,
            @Nullable Condition filter,
            @Nullable @Size(max = 100) String sort,
            @Nullable @Size(min = 1, max = 60) List<@NotNull @Valid ViewColumn> columns,
            @NotNull Density density) {

        static ViewBody of(ListView view) {
            var shows = view.definition();
            return new ViewBody(
                    view.name(),
                    view.visibility(),
                    view.department(),
                    view.locked(),
                    shows.kind(),
                    shows.filter(),
                    shows.sort(),
                    shows.columns(),
                    shows.density());
        }

        ListView view(UUID id, UUID owner, int version) {
            return new ListView(
                    id,
                    owner,
                    name.strip(),
                    visibility,
                    departmentId,
                    locked,
                    new Definition(kind, filter, sort, columns, density),
                    version);
        }
    }

    /// @param mayChange what it shows
    /// @param mayManage its name, for whom it is, its end
    record SavedView(
            UUID id,
            String name,
            Visibility visibility,
            @Nullable UUID departmentId,
            UUID ownerId,
            String ownerName,
            boolean locked,
            boolean mayChange,
            boolean mayManage,
            Kind kind,
            @Nullable Condition filter,
            @Nullable String sort,
            @Nullable List<ViewColumn> columns,
            Density density,
            int version) {}

    /// @param pins the tabs of the current user in their order
    /// @param opens the one with which his list opens
    record SavedViewList(
            List<SavedView> items,
            List<UUID> pins,
            @Nullable UUID opens,
            boolean mayShareWithEveryone) {}

    record Pins(@NotNull @Size(max = 20) List<@NotNull UUID> views, @Nullable UUID opens) {}

    private final ListViews views;
    private final Directory directory;
    private final MergePatch mergePatch;

    ListViewApi(ListViews views, Directory directory, MergePatch mergePatch) {
        this.views = views;
        this.directory = directory;
        this.mergePatch = mergePatch;
    }

    /// His own, his department's, everyone's.
    @GetMapping
    @Needs(Right.CUSTOMER_READ)
    SavedViewList list() {
        var items = views.list().stream().map(this::view).toList();
        var seen = items.stream().map(SavedView::id).toList();
        var pins = views.pins().stream().filter(pin -> seen.contains(pin.view())).toList();
        return new SavedViewList(
                items,
                pins.stream().map(ListViewStore.Pin::view).toList(),
                pins.stream()
                        .filter(ListViewStore.Pin::opens)
                        .map(ListViewStore.Pin::view)
                        .findFirst()
                        .orElse(null),
                ListView.sharesWithEveryone(CurrentUser.get()));
    }

    /// The tabs above his own list, all at once.
    @PutMapping("/pins")
    @Needs(Right.CUSTOMER_READ)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void pin(@Valid @RequestBody Pins pins) {
        views.pin(pins.views(), pins.opens());
    }

    @PutMapping("/{id}")
    @Needs(Right.CUSTOMER_READ)
    @ResponseStatus(HttpStatus.CREATED)
    SavedView create(@PathVariable UUID id, @Valid @RequestBody ViewBody body) {
        return view(views.create(body.view(id, CurrentUser.get().id(), 1)));
    }

    @PatchMapping(path = "/{id}", consumes = MergePatch.MEDIA_TYPE)
    @Needs(Right.CUSTOMER_READ)
    SavedView change(
            @PathVariable UUID id,
            @RequestHeader(HttpHeaders.IF_MATCH) String ifMatch,
            @RequestBody ObjectNode patch) {
        var known = views.get(id);
        var changed = mergePatch.apply(ViewBody.of(known), patch, ViewBody.class);
        return view(views.change(changed.view(id, known.owner(), Version.parse(ifMatch))));
    }

    @DeleteMapping("/{id}")
    @Needs(Right.CUSTOMER_READ)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable UUID id, @RequestHeader(HttpHeaders.IF_MATCH) String ifMatch) {
        views.remove(id, Version.parse(ifMatch));
    }

    private SavedView view(ListView view) {
        var user = CurrentUser.get();
        var shows = view.definition();
        return new SavedView(
                view.id(),
                view.name(),
                view.visibility(),
                view.department(),
                view.owner(),
                directory.findUser(view.owner()).map(User::displayName).orElse(""),
                view.locked(),
                view.isChangedBy(user),
                view.isManagedBy(user),
                shows.kind(),
                shows.filter(),
                shows.sort(),
                shows.columns(),
                shows.density(),
                view.version());
    }
}
