package io.kedang.sealing;

import io.kedang.kernel.Problem;
import io.kedang.kernel.Refusal;

import org.springframework.http.HttpStatus;

import java.io.IOException;
import java.nio.file.Path;

/// Why the program does not start with the keys as they are. Nothing was changed.
public enum SealingProblem implements Problem {
    /// {0} folder, {1} what the system said
    FOLDER_UNUSABLE("folder-unusable"),
    /// {0} folder
    KEYS_IN_USE("keys-in-use"),
    /// {0} file, {1} its mode
    MASTER_KEY_EXPOSED("master-key-exposed"),
    /// {0} file, {1} its owner, {2} who runs the program
    MASTER_KEY_OF_ANOTHER("master-key-of-another"),
    /// {0} file, {1} version
    MASTER_KEY_WRONG("master-key-wrong"),
    /// {0} name of the file, {1} folder, {2} what is there without it
    KEY_FILE_MISSING("key-file-missing"),
    /// {0} file
    KEY_FILE_DAMAGED("key-file-damaged"),
    /// {0} folder
    SEGMENTS_LOST("segments-lost"),
    /// {0} name of the file, {1} folder
    SEGMENT_MISSING("segment-missing"),
    /// {0} file
    SEGMENT_UNKNOWN("segment-unknown");

    private final String code;

    SealingProblem(String code) {
        this.code = "sealing." + code;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public HttpStatus status() {
        return HttpStatus.SERVICE_UNAVAILABLE;
    }

    static Refusal unusable(Path folder, IOException cause) {
        var refusal = new Refusal(FOLDER_UNUSABLE, folder.toString(), cause.toString());
        refusal.initCause(cause);
        return refusal;
    }
}
