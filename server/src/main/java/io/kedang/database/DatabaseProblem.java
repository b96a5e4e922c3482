package io.kedang.database;

import io.kedang.kernel.Problem;

import org.springframework.http.HttpStatus;

/// Why a data folder or its database cannot be used now.
public enum DatabaseProblem implements Problem {
    FOLDER_IN_USE("folder-in-use"),
    FOLDER_UNUSABLE("folder-unusable"),
    FOLDER_NOT_REACHABLE("folder-not-reachable"),
    DISK_FULL("disk-full"),
    PLATFORM_UNKNOWN("platform-unknown"),
    ROOT_REFUSED("root-refused"),
    PASSWORDS_MISSING("passwords-missing"),
    OTHER_VERSION("other-version"),
    SETUP_FAILED("setup-failed"),
    START_FAILED("start-failed"),
    WOULD_LOSE_DATA("would-lose-data"),
    EXTERNAL_UNREACHABLE("external-unreachable"),
    EXTERNAL_TOO_OLD("external-too-old");

    private final String code;

    DatabaseProblem(String code) {
        this.code = "database." + code;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public HttpStatus status() {
        return HttpStatus.SERVICE_UNAVAILABLE;
    }
}
