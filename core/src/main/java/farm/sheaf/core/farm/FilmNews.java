package farm.sheaf.core.farm;

import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.JobRecord;
import farm.sheaf.core.job.JobState;
import farm.sheaf.core.job.JobStatus;
import farm.sheaf.core.job.Keys;
import farm.sheaf.core.port.JobStore;
import farm.sheaf.core.port.SceneFiles;
import java.time.InstantSource;
import java.util.EnumSet;

/** Takes news of films: the film of a job's present run completes it, any other MP4 is ignored. */
public final class FilmNews {
  private final JobStore store;
  private final SceneFiles files;
  private final InstantSource clock;

  public FilmNews(JobStore store, SceneFiles files, InstantSource clock) {
    this.store = store;
    this.files = files;
    this.clock = clock;
  }

  /** An object that appeared in the bucket of render files. */
  public void appeared(String key) {
    Keys.parseFilm(key)
        .flatMap(store::find)
        .filter(record -> Keys.film(record.spec(), record.id()).equals(key))
        .ifPresent(this::complete);
  }

  /** Completes the job if it waits for its film and the film is there. */
  void complete(JobRecord record) {
    int run = record.run().number();
    if (record.status() == JobStatus.SEQUENCING
        && files.filmRun(record.spec(), record.id()).filter(of -> of == run).isPresent()) {
      store.transition(
          record.id(),
          run,
          EnumSet.of(JobStatus.SEQUENCING),
          JobState.of(JobStatus.COMPLETED, clock.instant()));
    }
  }

  /** The film of this run will not come. */
  public void failed(JobId id, int run, String reason) {
    store.transition(
        id,
        run,
        EnumSet.of(JobStatus.SEQUENCING),
        new JobState(JobStatus.FAILED, reason, clock.instant()));
  }
}
