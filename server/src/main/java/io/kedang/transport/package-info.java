/// 传输 transport：how the server is reached: certificate and key, a certificate authority of its
/// own, the port without encryption that only points to the other one, proxies in front, and the
/// headers that every answer carries.
///
/// Beyond this machine nothing is served without TLS. What is wrong with a certificate is said in
/// one sentence at the start ([io.kedang.transport.TransportProblem]); one that is replaced while
/// the server runs is taken over, or refused with the old one still served.
@ApplicationModule(
        displayName = "传输 transport",
        allowedDependencies = {"kernel", "sealing"})
@NullMarked
package io.kedang.transport;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
