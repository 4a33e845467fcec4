package farm.sheaf.worker;

import farm.sheaf.aws.bucket.SceneBucket;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.JobSpec;
import farm.sheaf.core.scene.SceneVersion;
import farm.sheaf.worker.port.SceneStore;
import java.nio.file.Path;
import java.util.Optional;

/** Scenes and films in S3. */
record AwsScenes(SceneBucket bucket) implements SceneStore {
  @Override
  public Download download(SceneVersion version, Path target) {
    return switch (bucket.download(version, target)) {
      case farm.sheaf.aws.bucket.Download.Done() -> new Download.Downloaded();
      case farm.sheaf.aws.bucket.Download.Replaced _ -> new Download.Replaced();
      case farm.sheaf.aws.bucket.Download.Missing _ -> new Download.Gone();
    };
  }

  @Override
  public Optional<Integer> filmRun(JobSpec spec, JobId id) {
    return bucket.filmRun(spec, id);
  }

  @Override
  public void putFilm(JobSpec spec, JobId id, int run, Path film) {
    bucket.uploadFilm(spec, id, run, film);
  }
}
