package io.kedang.access.signin;

import io.kedang.access.AccessProblem;
import io.kedang.kernel.Refusal;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/// What Spring Security does for us: forged requests, and that browsers keep nothing. Who is asking
/// is found by [Identification], what he may do is checked by [NeedsCheck] and the policy compiler.
@Configuration(proxyBeanMethods = false)
class WebSecurity {
    /// Whoever brings a key of his own: no browser sends it by itself, and beside it no cookie
    /// opens anything, so there is no forged request to look for and no token to hand out.
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityFilterChain keyHolders(
            HttpSecurity http,
            Identification identification,
            FairShare shares,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        return bare(http)
                .securityMatcher(request -> request.getHeader(HttpHeaders.AUTHORIZATION) != null)
                .csrf(AbstractHttpConfigurer::disable)
                .addFilterAfter(identification, HeaderWriterFilter.class)
                .addFilterAfter(new FairShareFilter(shares, problems), Identification.class)
                .build();
    }

    @Bean
    SecurityFilterChain browsers(
            HttpSecurity http,
            Identification identification,
            FairShare shares,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        return bare(http)
                .csrf(
                        csrf ->
                                csrf.spa()
                                        .csrfTokenRepository(new PageTokens())
                                        .ignoringRequestMatchers(WebSecurity::isFarewell))
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
                .addFilterBefore(new ForeignOrigin(problems), Identification.class)
                .addFilterAfter(new FairShareFilter(shares, problems), Identification.class)
                .build();
    }

    /// Comes from a provider and not from a browser: what it carries is signed.
    private static boolean isFarewell(HttpServletRequest request) {
        return request.getRequestURI().matches("/api/v1/sign-in/[0-9a-f-]{36}/farewell");
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

    /// Nothing is kept by browsers unless an answer says so. The other headers are the web
    /// server's, which also answers where no chain is passed.
    private static void write(HeadersConfigurer<HttpSecurity> headers) {
        headers.defaultsDisabled().cacheControl(Customizer.withDefaults());
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
