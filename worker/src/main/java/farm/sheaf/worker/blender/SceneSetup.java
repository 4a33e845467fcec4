package farm.sheaf.worker.blender;

import farm.sheaf.core.job.JobSpec;
import java.nio.file.Path;

/**
 * What a session needs to open a scene.
 *
 * @param sceneFile the {@code .blend}, on the local disk
 * @param spec the job's settings
 * @param scratch an existing folder for Blender's HOME, its temporary files and previews; the
 *     caller owns and deletes it
 */
public record SceneSetup(Path sceneFile, JobSpec spec, Path scratch) {}
