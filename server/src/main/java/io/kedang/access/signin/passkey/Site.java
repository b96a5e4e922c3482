package io.kedang.access.signin.passkey;

import io.kedang.access.AccessProblem;
import io.kedang.kernel.Refusal;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;

import java.net.InetAddress;
import java.util.Locale;

/// Where the page lies, as the browser has it in its address: a passkey made for one host name
/// never answers another. It follows from the request, as a proxy that we believe hands it on; who
/// lies about it gets a signature that fits his lie and no passkey.
///
/// @param origin such as `https://kedang.example:8443`
/// @param host such as `kedang.example`
record Site(String origin, String host) {

    /// Refuses where the page was opened by an address: browsers make passkeys for names only.
    static Site of(HttpServletRequest request) {
        var given = request.getHeader(HttpHeaders.HOST);
        var address =
                given == null || given.isBlank()
                        ? request.getServerName() + ":" + request.getServerPort()
                        : given.strip().toLowerCase(Locale.ROOT);
        int colon = address.lastIndexOf(':');
        var host = colon < 0 || address.endsWith("]") ? address : address.substring(0, colon);
        if (isAddress(host)) {
            throw new Refusal(AccessProblem.PASSKEY_NEEDS_NAME, host);
        }
        var scheme = request.isSecure() ? "https" : "http";
        var usual = request.isSecure() ? ":443" : ":80";
        return new Site(
                scheme
                        + "://"
                        + (address.endsWith(usual)
                                ? address.substring(0, address.length() - usual.length())
                                : address),
                host);
    }

    private static boolean isAddress(String host) {
        if (host.startsWith("[")) {
            return true;
        }
        try {
            InetAddress.ofLiteral(host);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
