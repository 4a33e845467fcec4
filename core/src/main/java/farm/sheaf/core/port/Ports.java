package farm.sheaf.core.port;

/** All that the use cases need of the outside, in one hand. */
public record Ports(
    Stores stores, SceneFiles scenes, FrameFiles frames, LogFiles logs, WorkQueue queue) {}
