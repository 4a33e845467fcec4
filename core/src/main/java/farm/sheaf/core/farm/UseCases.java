package farm.sheaf.core.farm;

import farm.sheaf.core.port.JobStore;
import farm.sheaf.core.port.Ports;
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
    JobStore store = ports.store();
    SendTasks sendTasks = new SendTasks(store, ports.queue());
    AdvanceJob advanceJob = new AdvanceJob(store, ports.frames(), sendTasks, clock);
    frameNews = new FrameNews(store, advanceJob, clock);
    filmNews = new FilmNews(store, ports.scenes(), clock);
    workerNews = new WorkerNews(store, ports.frames(), frameNews, filmNews, advanceJob);
    deadLetters = new DeadLetters(store, ports.frames(), sendTasks, frameNews, filmNews);
    sweepFarm =
        new SweepFarm(
            new SweepFarm.Outside(store, ports.frames(), ports.queue()),
            sendTasks,
            frameNews,
            filmNews,
            new SweepFarm.Rhythm(clock, quiet));
    submitJob = new SubmitJob(store, new SceneCheck(ports.scenes()), sendTasks, clock);
    describeJob = new DescribeJob(store, ports.queue(), clock);
    cancelJob = new CancelJob(store, ports.frames(), clock);
    requeueFrames =
        new RequeueFrames(
            store,
            ports.frames(),
            ports.scenes(),
            sendTasks,
            new RequeueFrames.AfterRequeue(advanceJob, clock));
    deleteJob = new DeleteJob(store, ports.frames(), ports.scenes(), ports.logs(), clock);
    listJobs = new ListJobs(store);
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
