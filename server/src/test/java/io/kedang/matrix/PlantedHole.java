package io.kedang.matrix;

import io.kedang.access.Open;

import org.springframework.context.annotation.Profile;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What a scanner has to find, so that its silence about the rest means something: words of the
/// request in a statement, and on a page. It exists in these tests only.
@RestController
@Profile("planted-hole")
class PlantedHole {
    private final JdbcClient db;

    PlantedHole(JdbcClient db) {
        this.db = db;
    }

    @Open(because = "the hole is for scanners")
    @GetMapping(value = "/api/v1/planted-hole", produces = "text/html")
    String find(@RequestParam String name) {
        var statement = "select display_name from app_user where username = '" + name + "'";
        return "<html><body><p>" + name + "</p><p>" + answer(statement) + "</p></body></html>";
    }

    /// Careless about errors too.
    private String answer(String statement) {
        try {
            return db.sql(statement).query(String.class).list().toString();
        } catch (DataAccessException e) {
            return String.valueOf(e.getMostSpecificCause());
        }
    }
}
