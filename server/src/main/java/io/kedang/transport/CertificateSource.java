package io.kedang.transport;

/// Where the certificate of the server comes from.
sealed interface CertificateSource permits CertificateFile, OwnCertificate {
    /// What has to be served now. Refuses with what is wrong in one sentence.
    ServerCertificate read();

    /// Something that differs whenever [#read] would give something else; cheap enough to be asked
    /// every few seconds.
    String state();
}
