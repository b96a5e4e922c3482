package io.kedang.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.codahale.shamir.Scheme;

import io.kedang.kernel.Refusal;
import io.kedang.sealing.recovery.RecoveryShare;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// 恢复份额: the master key, split for five people of whom any three bring it back (Shamir). Two of
/// them learn nothing. Shares are shown once and kept nowhere here; each splitting is a new set.
///
/// `master.shares` notes of which version shares were made, and when: after a rotation they are of
/// no use.
public final class KeyRecovery {
    public static final int SHARES = 5;
    public static final int NEEDED = 3;
    static final String FILE = "master.shares";

    private final Path folder;
    private final MasterKey master;
    private final InstantSource clock;

    public KeyRecovery(Path folder, MasterKey master, InstantSource clock) {
        this.folder = folder;
        this.master = master;
        this.clock = clock;
    }

    /// @param possible whether the key can be split: a device does not give it away
    /// @param current whether there are shares of the key that is in use
    /// @param madeAt when shares were last made, of whatever version
    public record State(boolean possible, boolean current, @Nullable Instant madeAt) {}

    public State state() {
        try {
            var file = folder.resolve(FILE);
            boolean possible = master.reveal().isPresent();
            if (!Files.exists(file)) {
                return new State(possible, false, null);
            }
            var words = Files.readString(file, UTF_8).strip().split(" ", 2);
            boolean current = words[0].equals(String.valueOf(master.version()));
            return new State(possible, current, Instant.parse(words[1]));
        } catch (IOException e) {
            throw SealingProblem.unusable(folder, e);
        }
    }

    /// A new set of shares. Refuses while a rotation is unfinished, and when a device keeps the
    /// key.
    public List<RecoveryShare> split() {
        if (master.hasFormer()) {
            throw new Refusal(SealingProblem.ROTATION_UNFINISHED);
        }
        try {
            var key = master.reveal();
            if (key.isEmpty()) {
                throw new Refusal(SealingProblem.KEY_NOT_SHARED, master.chosen().place());
            }
            var shares = split(master.version(), key.get());
            var noted = master.version() + " " + clock.instant() + "\n";
            DurableFile.replace(folder.resolve(FILE), noted.getBytes(UTF_8));
            return shares;
        } catch (IOException e) {
            throw SealingProblem.unusable(folder, e);
        }
    }

    private static List<RecoveryShare> split(int version, byte[] key) {
        var random = new SecureRandom();
        int set = random.nextInt(1 << Short.SIZE);
        return new Scheme(random, SHARES, NEEDED)
                .split(key).entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(
                                part ->
                                        new RecoveryShare(
                                                version, set, part.getKey(), part.getValue()))
                        .toList();
    }

    /// Reads a share as somebody typed it; the refusal names the group with the slip.
    public static RecoveryShare read(String typed) {
        try {
            return RecoveryShare.parse(typed);
        } catch (RecoveryShare.Unreadable e) {
            throw switch (e.reason()) {
                case LENGTH -> new Refusal(SealingProblem.SHARE_LENGTH, 16, e.group());
                case MISTYPED -> new Refusal(SealingProblem.SHARE_MISTYPED, e.group());
                case UNKNOWN -> new Refusal(SealingProblem.SHARE_UNKNOWN);
            };
        }
    }

    /// Writes the master key again into a key folder that lost it, as after a move to another
    /// machine. Only a key that opens the sample of this folder is written.
    ///
    /// @return the version of the key
    public static int recover(Path folder, List<RecoveryShare> shares) {
        var file = folder.resolve(MasterFile.FILE);
        if (Files.exists(file)) {
            throw new Refusal(SealingProblem.NOTHING_TO_RECOVER, file.toString());
        }
        if (!Files.exists(folder.resolve(MasterKey.CANARY))) {
            throw new Refusal(SealingProblem.NO_KEYS_TO_OPEN, folder.toString());
        }
        int version = shares.isEmpty() ? 0 : shares.getFirst().version();
        var key = join(shares);
        try {
            if (!MasterKey.sings(folder, version, key)) {
                throw new Refusal(SealingProblem.SHARES_OF_OTHER_KEYS, version, folder.toString());
            }
            var keys = new TreeMap<Integer, byte[]>();
            keys.put(version, key);
            new MasterFile(folder).write(keys);
            return version;
        } catch (IOException e) {
            throw SealingProblem.unusable(folder, e);
        }
    }

    private static byte[] join(List<RecoveryShare> shares) {
        var parts = new HashMap<Integer, byte[]>();
        for (var share : shares) {
            var first = shares.getFirst();
            if (share.set() != first.set() || share.version() != first.version()) {
                throw new Refusal(SealingProblem.SHARES_MIXED);
            }
            parts.put(share.number(), share.share());
        }
        if (parts.size() < NEEDED) {
            throw new Refusal(SealingProblem.SHARES_TOO_FEW, NEEDED, parts.size());
        }
        return new Scheme(new SecureRandom(), SHARES, NEEDED).join(parts);
    }
}
