package io.kedang.operation.demo;

import io.kedang.access.Needs;
import io.kedang.access.Right;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/demo")
class DemoApi {
    record DemoState(boolean loaded) {}

    private final Demo demo;

    DemoApi(Demo demo) {
        this.demo = demo;
    }

    @GetMapping
    @Needs(Right.ADMINISTER)
    DemoState state() {
        return new DemoState(demo.isLoaded());
    }

    @PutMapping
    @Needs(Right.ADMINISTER)
    DemoState load() {
        demo.load();
        return new DemoState(true);
    }

    @DeleteMapping
    @Needs(Right.ADMINISTER)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove() {
        demo.remove();
    }
}
