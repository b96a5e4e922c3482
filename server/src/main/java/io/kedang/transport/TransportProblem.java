package io.kedang.transport;

import io.kedang.kernel.Problem;

import org.springframework.http.HttpStatus;

/// Why a server cannot be reached the way that was asked for.
enum TransportProblem implements Problem {
    TLS_NEEDED("tls-needed"),

    /// A setting that changes nothing here: whoever set it believes something that is not so.
    WITHOUT_MEANING("without-meaning"),
    HOST_WRONG("host-wrong"),
    PROXY_WRONG("proxy-wrong"),

    FILE_MISSING("file-missing"),
    FILE_UNREADABLE("file-unreadable"),
    FILE_EXPOSED("file-exposed"),
    FILE_UNKNOWN("file-unknown"),
    FILE_DAMAGED("file-damaged"),
    PASSWORD_MISSING("password-missing"),
    PASSWORD_WRONG("password-wrong"),
    CERTIFICATE_MISSING("certificate-missing"),
    KEY_MISSING("key-missing"),
    KEYS_SEVERAL("keys-several"),
    KEY_DIFFERS("key-differs"),
    KEY_UNSUITABLE("key-unsuitable"),
    SIGNATURE_WEAK("signature-weak"),
    USE_UNSUITABLE("use-unsuitable"),
    NAMES_MISSING("names-missing"),
    NOT_YET_VALID("not-yet-valid"),
    EXPIRED("expired"),
    CHAIN_INCOMPLETE("chain-incomplete"),

    AUTHORITY_EXPIRED("authority-expired"),
    FOLDER_UNUSABLE("folder-unusable"),

    /// To a caller: the operation is not offered without encryption.
    ENCRYPTION_NEEDED("encryption-needed", HttpStatus.FORBIDDEN);

    private final String code;
    private final HttpStatus status;

    TransportProblem(String code) {
        this(code, HttpStatus.SERVICE_UNAVAILABLE);
    }

    TransportProblem(String code, HttpStatus status) {
        this.code = "transport." + code;
        this.status = status;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public HttpStatus status() {
        return status;
    }
}
