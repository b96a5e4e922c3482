package io.kedang.kernel;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

import java.util.List;

/// A body is of one type: `application/*` in `Content-Type` is refused, which the frame
/// would take for a fault of ours.
@Component
class WholeMediaType implements HandlerInterceptor, WebMvcConfigurer {
    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/api/**");
    }

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler)
            throws HttpMediaTypeNotSupportedException {
        var type = type(request.getContentType());
        if (type != null && (type.isWildcardType() || type.isWildcardSubtype())) {
            throw new HttpMediaTypeNotSupportedException(type, List.of());
        }
        return true;
    }

    private static @Nullable MediaType type(@Nullable String written) {
        try {
            return written == null || written.isEmpty() ? null : MediaType.valueOf(written);
        } catch (InvalidMediaTypeException e) {
            return null;
        }
    }
}
