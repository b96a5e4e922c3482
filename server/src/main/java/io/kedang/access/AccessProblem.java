package io.kedang.access;

import io.kedang.kernel.Problem;

import org.springframework.http.HttpStatus;

public enum AccessProblem implements Problem {
    NOT_SIGNED_IN("access.not-signed-in", HttpStatus.UNAUTHORIZED),
    WRONG_CREDENTIALS("access.wrong-credentials", HttpStatus.UNAUTHORIZED),
    CODE_NEEDED("access.code-needed", HttpStatus.UNAUTHORIZED),
    SIGN_IN_CODE_WRONG("access.sign-in-code-wrong", HttpStatus.UNAUTHORIZED),
    SIGN_IN_LAPSED("access.sign-in-lapsed", HttpStatus.UNAUTHORIZED),
    PASSWORD_WRONG("access.password-wrong", HttpStatus.UNPROCESSABLE_CONTENT),
    PASSWORD_NEEDED("access.password-needed", HttpStatus.FORBIDDEN),
    PASSWORD_SAME("access.password-same", HttpStatus.UNPROCESSABLE_CONTENT),
    LAST_WAY_IN("access.last-way-in", HttpStatus.CONFLICT),
    PASSWORD_ELSEWHERE("access.password-elsewhere", HttpStatus.CONFLICT),
    CODE_WRONG("access.code-wrong", HttpStatus.UNPROCESSABLE_CONTENT),
    SECOND_FACTOR_NEEDED("access.second-factor-needed", HttpStatus.FORBIDDEN),
    SECOND_FACTOR_THERE("access.second-factor-there", HttpStatus.CONFLICT),
    SECOND_FACTOR_NOT_STARTED("access.second-factor-not-started", HttpStatus.CONFLICT),
    SECOND_FACTOR_NONE("access.second-factor-none", HttpStatus.CONFLICT),
    PASSKEY_REFUSED("access.passkey-refused", HttpStatus.UNAUTHORIZED),
    PASSKEY_WRONG("access.passkey-wrong", HttpStatus.UNPROCESSABLE_CONTENT),
    PASSKEY_COPIED("access.passkey-copied", HttpStatus.FORBIDDEN),
    PASSKEY_UNUSABLE("access.passkey-unusable", HttpStatus.UNPROCESSABLE_CONTENT),
    PASSKEY_THERE("access.passkey-there", HttpStatus.CONFLICT),
    PASSKEY_NONE("access.passkey-none", HttpStatus.CONFLICT),
    PASSKEY_UNKNOWN("access.passkey-unknown", HttpStatus.NOT_FOUND),
    PASSKEYS_TOO_MANY("access.passkeys-too-many", HttpStatus.CONFLICT),
    PASSKEY_NEEDS_NAME("access.passkey-needs-name", HttpStatus.CONFLICT),
    DEVICE_UNKNOWN("access.device-unknown", HttpStatus.NOT_FOUND),
    DEVICE_OWN("access.device-own", HttpStatus.CONFLICT),
    PROOF_NEEDED("access.proof-needed", HttpStatus.FORBIDDEN),
    IN_PERSON_ONLY("access.in-person-only", HttpStatus.FORBIDDEN),
    TOO_MANY_ATTEMPTS("access.too-many-attempts", HttpStatus.TOO_MANY_REQUESTS),
    FORGED_REQUEST("access.forged-request", HttpStatus.FORBIDDEN),
    RIGHT_MISSING("access.right-missing", HttpStatus.FORBIDDEN),
    PASSWORD_TOO_SHORT("access.password-too-short", HttpStatus.UNPROCESSABLE_CONTENT),
    PASSWORD_TOO_LONG("access.password-too-long", HttpStatus.UNPROCESSABLE_CONTENT),
    PASSWORD_COMMON("access.password-common", HttpStatus.UNPROCESSABLE_CONTENT),
    USERNAME_WRONG("access.username-wrong", HttpStatus.UNPROCESSABLE_CONTENT),
    USERNAME_TAKEN("access.username-taken", HttpStatus.CONFLICT),
    TIME_ZONE_UNKNOWN("access.time-zone-unknown", HttpStatus.UNPROCESSABLE_CONTENT),
    NAME_MISSING("access.name-missing", HttpStatus.UNPROCESSABLE_CONTENT),
    NAME_TOO_LONG("access.name-too-long", HttpStatus.UNPROCESSABLE_CONTENT),
    USER_UNKNOWN("access.user-unknown", HttpStatus.NOT_FOUND),
    DEPARTMENT_UNKNOWN("access.department-unknown", HttpStatus.NOT_FOUND),
    DEPARTMENT_NAME_TAKEN("access.department-name-taken", HttpStatus.CONFLICT),
    DEPARTMENT_BELOW_ITSELF("access.department-below-itself", HttpStatus.CONFLICT),
    DEPARTMENT_IN_USE("access.department-in-use", HttpStatus.CONFLICT),
    ROLE_UNKNOWN("access.role-unknown", HttpStatus.NOT_FOUND),
    ROLE_CODE_TAKEN("access.role-code-taken", HttpStatus.CONFLICT),
    ROLE_IN_USE("access.role-in-use", HttpStatus.CONFLICT),
    EXPORT_LIMITS_UPSIDE_DOWN("access.export-limits-upside-down", HttpStatus.UNPROCESSABLE_CONTENT),
    LAST_ADMINISTRATOR("access.last-administrator", HttpStatus.CONFLICT),
    VERSION_STALE("access.version-stale", HttpStatus.PRECONDITION_FAILED),
    TOKEN_UNKNOWN("access.token-unknown", HttpStatus.NOT_FOUND),
    SESSION_UNKNOWN("access.session-unknown", HttpStatus.NOT_FOUND),
    POLICY_UNKNOWN("access.policy-unknown", HttpStatus.NOT_FOUND),
    POLICY_SHIPPED("access.policy-shipped", HttpStatus.CONFLICT),
    POLICIES_TOO_MANY("access.policies-too-many", HttpStatus.CONFLICT),
    POLICY_ACTIONS_MISSING("access.policy-actions-missing", HttpStatus.UNPROCESSABLE_CONTENT),
    POLICY_MASKS_TWICE("access.policy-masks-twice", HttpStatus.UNPROCESSABLE_CONTENT),
    POLICY_FIELDS_MISSING("access.policy-fields-missing", HttpStatus.UNPROCESSABLE_CONTENT),
    POLICY_MASKS_READING("access.policy-masks-reading", HttpStatus.UNPROCESSABLE_CONTENT),
    POLICY_LIMIT_MISSING("access.policy-limit-missing", HttpStatus.UNPROCESSABLE_CONTENT),
    POLICY_LIMITS_READING("access.policy-limits-reading", HttpStatus.UNPROCESSABLE_CONTENT),
    POLICY_APPROVES_CONTENTS("access.policy-approves-contents", HttpStatus.UNPROCESSABLE_CONTENT),
    POLICY_ANNOUNCES_ONLY("access.policy-announces-only", HttpStatus.UNPROCESSABLE_CONTENT),
    POLICY_ASKS_OTHERS("access.policy-asks-others", HttpStatus.UNPROCESSABLE_CONTENT),
    POLICY_ASKS_SECRETS("access.policy-asks-secrets", HttpStatus.UNPROCESSABLE_CONTENT),
    ALREADY_SET_UP("access.already-set-up", HttpStatus.CONFLICT),
    SETUP_CODE_WRONG("access.setup-code-wrong", HttpStatus.FORBIDDEN);

    private final String code;
    private final HttpStatus status;

    AccessProblem(String code, HttpStatus status) {
        this.code = code;
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
