package farm.sheaf.core.farm;

import farm.sheaf.core.port.Ports;
import farm.sheaf.core.port.Stores;
import java.time.Duration;
import java.time.InstantSource;

/** The use cases of one farm, wired to its ports. Each function takes from here what it serves. */
public final class UseCases {
  /** How long a job must have been without news before the sweep looks at it, on AWS. */
  public static final Duration QUIET = Duration.ofMinutes(1);

  private final SubmitJob submitJob;
  private final DescribeJob describeJob;
  private final CancelJob cancelJob;
  private final RequeueFrames requeueFrames;
  private final DeleteJob deleteJob;
  private final ListJobs listJobs;
  private final FrameNews frameNews;
  private final FilmNews filmNews;
  private final WorkerNews workerNews;
  private final DeadLetters deadLetters;
  private final SweepFarm sweepFarm;

  /**
   * Wires them.
   *
   * @param quiet how long a job must have been without news before the sweep looks at it
   */
  public UseCases(Ports ports, InstantSource clock, Duration quiet) {
    Stores stores = ports.stores();
    Effects effects = new Effects(ports, clock);
    ChangeJob changeJob = new ChangeJob(stores.jobs(), effects, clock);
    AdvanceJob advanceJob = new AdvanceJob(stores.progress(), ports.frames(), changeJob);
    frameNews = new FrameNews(stores, advanceJob, changeJob, effects, clock);
    filmNews = new FilmNews(stores.jobs(), ports.scenes(), changeJob);
    workerNews = new WorkerNews(stores, frameNews, filmNews, advanceJob, changeJob);
    deadLetters = new DeadLetters(stores.jobs(), ports.frames(), effects, frameNews, filmNews);
    sweepFarm =
        new SweepFarm(ports, changeJob, frameNews, filmNews, new SweepFarm.Rhythm(clock, quiet));
    cancelJob = new CancelJob(stores.jobs(), changeJob);
    deleteJob = new DeleteJob(stores.jobs(), changeJob);
    submitJob = new SubmitJob(ports, new SceneCheck(ports.scenes()), changeJob, deleteJob, clock);
    describeJob = new DescribeJob(stores, ports.queue(), clock);
    requeueFrames = new RequeueFrames(stores.jobs(), ports.frames(), changeJob, advanceJob, clock);
    listJobs = new ListJobs(stores.jobs());
  }

  public SubmitJob submitJob() {
    return submitJob;
  }

  public DescribeJob describeJob() {
    return describeJob;
  }

  public CancelJob cancelJob() {
    return cancelJob;
  }

  public RequeueFrames requeueFrames() {
    return requeueFrames;
  }

  public DeleteJob deleteJob() {
    return deleteJob;
  }

  public ListJobs listJobs() {
    return listJobs;
  }

  public FrameNews frameNews() {
    return frameNews;
  }

  public FilmNews filmNews() {
    return filmNews;
  }

  public WorkerNews workerNews() {
    return workerNews;
  }

  public DeadLetters deadLetters() {
    return deadLetters;
  }

  public SweepFarm sweepFarm() {
    return sweepFarm;
  }
}
