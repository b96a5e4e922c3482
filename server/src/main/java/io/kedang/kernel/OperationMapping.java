package io.kedang.kernel;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Finds the operation that a request is for. Spring tries every operation with a variable in its
/// address, one by one, which with a hundred of them was a seventh of what the server did to open a
/// file; here those of another [AddressShape] are passed over.
@Component
class OperationMapping implements WebMvcRegistrations {
    @Override
    public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
        return new ByShape();
    }

    private static final class ByShape extends RequestMappingHandlerMapping {
        private final Map<RequestMappingInfo, AddressShape> shapes = new ConcurrentHashMap<>();

        @Override
        protected void registerHandlerMethod(
                Object handler, Method method, RequestMappingInfo operation) {
            shapes.put(operation, shape(operation));
            super.registerHandlerMethod(handler, method, operation);
        }

        @Override
        protected @Nullable RequestMappingInfo getMatchingMapping(
                RequestMappingInfo operation, HttpServletRequest request) {
            var address = ServletRequestPathUtils.getParsedRequestPath(request);
            return shapes.getOrDefault(operation, AddressShape.ANY).fits(address)
                    ? super.getMatchingMapping(operation, request)
                    : null;
        }

        private static AddressShape shape(RequestMappingInfo operation) {
            var patterns = operation.getPatternValues();
            return patterns.size() == 1
                    ? AddressShape.of(patterns.iterator().next())
                    : AddressShape.ANY;
        }
    }
}
