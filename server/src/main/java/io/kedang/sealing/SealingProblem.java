package io.kedang.sealing;

import io.kedang.kernel.Problem;
import io.kedang.kernel.Refusal;

import org.springframework.http.HttpStatus;

import java.io.IOException;
import java.nio.file.Path;

/// Why the program does not start with the keys as they are, or does not do something with them.
/// Nothing was changed.
public enum SealingProblem implements Problem {
    /// {0} folder, {1} what the system said
    FOLDER_UNUSABLE("folder-unusable"),
    /// {0} folder
    KEYS_IN_USE("keys-in-use"),
    /// {0} file, {1} its mode
    MASTER_KEY_EXPOSED("master-key-exposed"),
    /// {0} file, {1} its owner, {2} who runs the program
    MASTER_KEY_OF_ANOTHER("master-key-of-another"),
    /// {0} place, {1} version
    MASTER_KEY_WRONG("master-key-wrong"),
    /// {0} place, {1} version
    MASTER_KEY_MISSING("master-key-missing"),
    /// {0} suite of the house, {1} suite of the setting, {2} folder
    SUITE_FIXED("suite-fixed"),
    /// {0} place
    MASTER_KEY_HANDED_OVER("master-key-handed-over", HttpStatus.CONFLICT),
    /// {0} name of the credential
    NO_CREDENTIALS("no-credentials"),
    /// {0} setting
    SETTING_MISSING("setting-missing"),
    /// {0} address, {1} what was said
    VAULT_SILENT("vault-silent"),
    /// {0} address of the key, {1} the type that it should have
    VAULT_KEY_UNFIT("vault-key-unfit"),
    CERTIFICATES_UNUSABLE("certificates-unusable"),
    /// {0} path of the library
    PKCS11_LIBRARY_MISSING("pkcs11-library-missing"),
    /// {0} path of the library, {1} what was said
    PKCS11_SILENT("pkcs11-silent"),
    /// {0} file of the PIN
    PKCS11_PIN_MISSING("pkcs11-pin-missing"),
    /// {0} file of the PIN, {1} path of the library
    PKCS11_PIN_WRONG("pkcs11-pin-wrong"),
    /// {0} label of the key, {1} path of the library
    PKCS11_KEY_UNFIT("pkcs11-key-unfit"),
    /// {0} what the system said
    ROTATION_STOPPED("rotation-stopped"),
    /// {0} name of the file, {1} folder, {2} what is there without it
    KEY_FILE_MISSING("key-file-missing"),
    /// {0} file
    KEY_FILE_DAMAGED("key-file-damaged"),
    /// {0} folder
    SEGMENTS_LOST("segments-lost"),
    /// {0} name of the file, {1} folder
    SEGMENT_MISSING("segment-missing"),
    /// {0} file
    SEGMENT_UNKNOWN("segment-unknown"),
    ROTATION_UNDER_WAY("rotation-under-way", HttpStatus.CONFLICT),
    INDEX_ROTATION_UNDER_WAY("index-rotation-under-way", HttpStatus.CONFLICT),
    /// {0} place
    KEY_NOT_SHARED("key-not-shared", HttpStatus.CONFLICT),
    ROTATION_UNFINISHED("rotation-unfinished", HttpStatus.CONFLICT),
    /// {0} groups that there should be, {1} groups that were read
    SHARE_LENGTH("share-length"),
    /// {0} number of the group
    SHARE_MISTYPED("share-mistyped"),
    SHARE_UNKNOWN("share-unknown"),
    /// {0} shares needed, {1} different ones that are there
    SHARES_TOO_FEW("shares-too-few"),
    SHARES_MIXED("shares-mixed"),
    /// {0} version, {1} folder
    SHARES_OF_OTHER_KEYS("shares-of-other-keys"),
    /// {0} file
    NOTHING_TO_RECOVER("nothing-to-recover"),
    /// {0} folder
    NO_KEYS_TO_OPEN("no-keys-to-open"),
    /// {0} file
    COPY_MISSING("copy-missing"),
    /// {0} file, {1} what is wrong with it
    COPY_DAMAGED("copy-damaged"),
    /// {0} folder
    KEYS_STILL_THERE("keys-still-there");

    private final String code;
    private final HttpStatus status;

    SealingProblem(String code) {
        this(code, HttpStatus.SERVICE_UNAVAILABLE);
    }

    SealingProblem(String code, HttpStatus status) {
        this.code = "sealing." + code;
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

    static Refusal unusable(Path folder, IOException cause) {
        var refusal = new Refusal(FOLDER_UNUSABLE, folder.toString(), cause.toString());
        refusal.initCause(cause);
        return refusal;
    }
}
