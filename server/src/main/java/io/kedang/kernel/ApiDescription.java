package io.kedang.kernel;

import io.kedang.kernel.condition.Condition;

import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Configuration;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A JSON tree is any object to the reader of the API description, not a bean with the methods of
/// the library's classes; so is a condition, which has a form of its own.
@Configuration(proxyBeanMethods = false)
class ApiDescription {
    static {
        SpringDocUtils.getConfig()
                .replaceWithClass(JsonNode.class, Object.class)
                .replaceWithClass(ObjectNode.class, Object.class)
                .replaceWithClass(Condition.class, Object.class);
    }
}
