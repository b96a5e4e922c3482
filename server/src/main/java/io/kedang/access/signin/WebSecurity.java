package io.kedang.access.signin;

import io.kedang.access.AccessProblem;
import io.kedang.kernel.Refusal;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.web.servlet.HandlerExceptionResolver;

/// What Spring Security does for us: response headers and forged requests. Who is asking is found
/// by [Identification], what he may do is checked by [NeedsCheck] and the policy compiler.
@Configuration(proxyBeanMethods = false)
class WebSecurity {
    /// No foreign origin, no inline script, no frame; styles may be inline because components of
    /// the page position themselves by style attributes.
    static final String CONTENT_SECURITY_POLICY =
            "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline';"
                    + " img-src 'self' data: blob:; font-src 'self'; connect-src 'self';"
                    + " worker-src 'self'; object-src 'none'; base-uri 'none';"
                    + " form-action 'self'; frame-ancestors 'none'";

    /// Whoever brings a key of his own: no browser sends it by itself, and beside it no cookie
    /// opens anything, so there is no forged request to look for and no token to hand out.
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityFilterChain keyHolders(HttpSecurity http, Identification identification) {
        return bare(http)
                .securityMatcher(request -> request.getHeader(HttpHeaders.AUTHORIZATION) != null)
                .csrf(AbstractHttpConfigurer::disable)
                .addFilterAfter(identification, HeaderWriterFilter.class)
                .build();
    }

    @Bean
    SecurityFilterChain browsers(
            HttpSecurity http,
            Identification identification,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        return bare(http)
                .csrf(CsrfConfigurer::spa)
                .exceptionHandling(
                        handling ->
                                handling.accessDeniedHandler(
                                        (request, response, denied) ->
                                                problems.resolveException(
                                                        request,
                                                        response,
                                                        null,
                                                        new Refusal(AccessProblem.FORGED_REQUEST))))
                .addFilterBefore(identification, CsrfFilter.class)
                .build();
    }

    /// What both have in common. Who is asking is known from [Identification] alone: the sessions,
    /// contexts and logins of Spring Security are off.
    private static HttpSecurity bare(HttpSecurity http) {
        return http.headers(WebSecurity::write)
                .sessionManagement(AbstractHttpConfigurer::disable)
                .securityContext(AbstractHttpConfigurer::disable)
                .servletApi(AbstractHttpConfigurer::disable)
                .anonymous(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable);
    }

    private static void write(HeadersConfigurer<HttpSecurity> headers) {
        headers.contentSecurityPolicy(csp -> csp.policyDirectives(CONTENT_SECURITY_POLICY))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                .crossOriginOpenerPolicy(
                        opener -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN));
    }

    /// The filter runs inside the chain above and nowhere else.
    @Bean
    FilterRegistrationBean<Identification> identificationOnlyInTheChain(
            Identification identification) {
        var registration = new FilterRegistrationBean<>(identification);
        registration.setEnabled(false);
        return registration;
    }
}
