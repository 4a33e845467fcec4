package farm.sheaf.core.farm;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.JobSettings;
import java.util.Optional;

/**
 * What a user asks for.
 *
 * @param file the scene's key in the bucket of render files
 * @param frames empty: the range that the scene was saved with
 * @param name what people call the job; empty: the file's key
 * @param force any text; asks for another job of the same content
 */
public record Submission(
    String file,
    Optional<FrameSet> frames,
    JobSettings settings,
    Optional<String> name,
    String force) {}
