package farm.sheaf.core.farm;

import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.JobLife.Fact;
import farm.sheaf.core.job.JobRecord;
import farm.sheaf.core.job.JobStatus;
import farm.sheaf.core.job.Keys;
import farm.sheaf.core.port.JobStore;
import farm.sheaf.core.port.SceneFiles;

/** Takes news of films: the film of a job's present run completes it, any other MP4 is ignored. */
public final class FilmNews {
  private final JobStore jobs;
  private final SceneFiles files;
  private final ChangeJob changeJob;

  FilmNews(JobStore jobs, SceneFiles files, ChangeJob changeJob) {
    this.jobs = jobs;
    this.files = files;
    this.changeJob = changeJob;
  }

  /** An object that appeared in the bucket of render files. */
  public void appeared(String key) {
    Keys.parseFilm(key)
        .flatMap(jobs::find)
        .filter(job -> Keys.film(job.spec(), job.id()).equals(key))
        .ifPresent(this::look);
  }

  /** Completes the job if it waits for its film and the film is there; tells whether it is. */
  boolean look(JobRecord job) {
    int run = job.run().number();
    boolean there =
        job.status() == JobStatus.SEQUENCING
            && files.filmRun(job.spec(), job.id()).filter(of -> of == run).isPresent();
    if (there) {
      changeJob.by(job, new Fact.FilmThere(run));
    }
    return there;
  }

  /** The film of this run will not come. */
  public void failed(JobId id, int run, String reason) {
    jobs.find(id)
        .filter(job -> job.run().number() == run)
        .ifPresent(job -> changeJob.by(job, new Fact.FilmFailed(reason)));
  }
}
