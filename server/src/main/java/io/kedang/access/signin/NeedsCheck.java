package io.kedang.access.signin;

import io.kedang.access.AccessProblem;
import io.kedang.access.CurrentUser;
import io.kedang.access.Needs;
import io.kedang.access.Open;
import io.kedang.kernel.Refusal;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

import java.util.Arrays;

/// Holds every operation to the right that it declares. An operation that declares none is refused
/// for everybody: forgetting the annotation locks a door instead of opening one.
@Component
class NeedsCheck implements HandlerInterceptor, WebMvcConfigurer {
    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/api/**");
    }

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!(handler instanceof HandlerMethod operation)
                || request.getDispatcherType() == DispatcherType.ASYNC
                || request.getDispatcherType() == DispatcherType.ERROR) {
            return true;
        }
        if (operation.hasMethodAnnotation(Open.class) || isDescription(operation)) {
            return true;
        }
        var user = CurrentUser.get();
        var needs = operation.getMethodAnnotation(Needs.class);
        if (needs == null) {
            throw new Refusal(AccessProblem.RIGHT_MISSING, operation.getMethod().getName());
        }
        Arrays.stream(needs.value()).forEach(user::need);
        return true;
    }

    /// The description of the API itself, which is no secret and comes from a library.
    private static boolean isDescription(HandlerMethod operation) {
        return operation.getBeanType().getPackageName().startsWith("org.springdoc");
    }
}
