package io.kedang.access.signin;

import io.kedang.access.AccessProblem;
import io.kedang.access.Confirmed;
import io.kedang.access.CurrentUser;
import io.kedang.access.Directory;
import io.kedang.access.InPerson;
import io.kedang.access.Needs;
import io.kedang.access.Open;
import io.kedang.access.signin.factor.Proof;
import io.kedang.kernel.Actor;
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

/// Holds every operation to the right that it declares, and its caller to how he came in. An
/// operation that declares none is refused for everybody: forgetting the annotation locks a door
/// instead of opening one.
@Component
class NeedsCheck implements HandlerInterceptor, WebMvcConfigurer {
    private final Directory directory;
    private final RecentProof proof;

    NeedsCheck(Directory directory, RecentProof proof) {
        this.directory = directory;
        this.proof = proof;
    }

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
        checkWayIn(operation, needs);
        return true;
    }

    private void checkWayIn(HandlerMethod operation, Needs needs) {
        if (operation.hasMethodAnnotation(InPerson.class)
                && Actor.current().channel() == Actor.Channel.API) {
            throw new Refusal(AccessProblem.IN_PERSON_ONLY);
        }
        var session = Session.current();
        if (session.isEmpty()) {
            return;
        }
        if (!needs.beforeSecondFactor()) {
            checkInside(session.get());
        }
        if (operation.hasMethodAnnotation(Confirmed.class)) {
            proof.need();
        }
    }

    /// That nothing is left to do at the door. A first password binds whoever came in by it.
    private void checkInside(Session session) {
        if (session.proofs().contains(Proof.PASSWORD)
                && directory.hasFirstPassword(session.userId())) {
            throw new Refusal(AccessProblem.PASSWORD_NEEDED);
        }
        if (!session.proofs().contains(Proof.PROVIDER_FACTOR)
                && directory.lacksSecondFactor(session.userId())) {
            throw new Refusal(AccessProblem.SECOND_FACTOR_NEEDED);
        }
    }

    /// The description of the API itself, which is no secret and comes from a library.
    private static boolean isDescription(HandlerMethod operation) {
        return operation.getBeanType().getPackageName().startsWith("org.springdoc");
    }
}
