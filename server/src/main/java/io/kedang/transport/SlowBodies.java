package io.kedang.transport;

import io.kedang.kernel.Refusal;
import io.kedang.kernel.RequestProblem;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

import java.io.IOException;
import java.time.Duration;

/// What is sent with a request, but for files, has to be there within half a minute: a thread that
/// waits for it answers nobody else, and a byte now and then would keep it waiting for ever. Each
/// wait for a byte is bounded by the web server.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class SlowBodies extends OncePerRequestFilter {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Duration patience;

    SlowBodies() {
        this(PATIENCE);
    }

    SlowBodies(Duration patience) {
        this.patience = patience;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(new Punctual(request, patience), response);
    }

    private static final class Punctual extends HttpServletRequestWrapper {
        private final Duration patience;
        private final long began = System.nanoTime();

        Punctual(HttpServletRequest request, Duration patience) {
            super(request);
            this.patience = patience;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new PunctualStream(super.getInputStream(), began, patience);
        }
    }

    private static final class PunctualStream extends ServletInputStream {
        private final ServletInputStream in;
        private final long began;
        private final Duration patience;

        PunctualStream(ServletInputStream in, long began, Duration patience) {
            this.in = in;
            this.began = began;
            this.patience = patience;
        }

        @Override
        public int read() throws IOException {
            int read = in.read();
            check();
            return read;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int read = in.read(bytes, from, length);
            check();
            return read;
        }

        private void check() {
            if (System.nanoTime() - began > patience.toNanos()) {
                throw new Refusal(RequestProblem.TOO_SLOW, patience.toSeconds());
            }
        }

        @Override
        public boolean isFinished() {
            return in.isFinished();
        }

        @Override
        public boolean isReady() {
            return in.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            in.setReadListener(listener);
        }
    }
}
