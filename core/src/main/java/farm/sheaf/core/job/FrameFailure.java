package farm.sheaf.core.job;

/**
 * A frame that will not come: its kind, its message in Blender's own words, and how many attempts
 * it had.
 */
public record FrameFailure(int frame, FailureKind kind, String message, int attempts) {}
