package farm.sheaf.core.farm;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.FailureKind;
import farm.sheaf.core.job.FrameFailure;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.JobLife.Fact;
import farm.sheaf.core.job.JobRecord;
import farm.sheaf.core.job.JobStatus;
import farm.sheaf.core.job.Timing;
import farm.sheaf.core.job.WorkerKind;
import farm.sheaf.core.job.WorkerState;
import farm.sheaf.core.job.WorkerState.Condition;
import farm.sheaf.core.port.Stores;
import farm.sheaf.core.work.TaskRef;
import farm.sheaf.core.work.WorkerEvent;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Takes what workers tell of their work onto the jobs: timings, failures, warnings. */
public final class WorkerNews {
  private final Stores stores;
  private final FrameNews frameNews;
  private final FilmNews filmNews;
  private final AdvanceJob advanceJob;
  private final ChangeJob changeJob;

  WorkerNews(
      Stores stores,
      FrameNews frameNews,
      FilmNews filmNews,
      AdvanceJob advanceJob,
      ChangeJob changeJob) {
    this.stores = stores;
    this.frameNews = frameNews;
    this.filmNews = filmNews;
    this.advanceJob = advanceJob;
    this.changeJob = changeJob;
  }

  /** Events in any order; the same again changes nothing. */
  public void happened(Collection<WorkerEvent> events) {
    lastWords(events).forEach(stores.workers()::record);
    Map<RunOfJob, List<WorkerEvent>> byRun =
        events.stream()
            .filter(event -> event.about().isPresent())
            .collect(
                Collectors.groupingBy(
                    event -> RunOfJob.of(event.about().orElseThrow()),
                    LinkedHashMap::new,
                    Collectors.toList()));
    byRun.forEach(this::happened);
  }

  private record RunOfJob(JobId id, int run) {
    static RunOfJob of(TaskRef ref) {
      return new RunOfJob(ref.jobId(), ref.run());
    }
  }

  /** What is told of a run that is over, or of a job that is gone, has no effect. */
  private void happened(RunOfJob of, List<WorkerEvent> events) {
    if (events.stream().noneMatch(event -> matters(event.type()))) {
      return;
    }
    Optional<JobRecord> found =
        stores.jobs().find(of.id()).filter(job -> job.run().number() == of.run() && !job.erasing());
    if (found.isEmpty()) {
      return;
    }
    JobRecord job = found.get();
    recordTimes(job, events);
    Set<String> warnings =
        told(events, WorkerEvent.Type.WARNING)
            .map(event -> event.detail().message())
            .filter(text -> !job.progress().warnings().contains(text))
            .collect(Collectors.toSet());
    if (!warnings.isEmpty()) {
      stores.jobs().addWarnings(job.id(), warnings);
    }
    List<FrameFailure> failures =
        told(events, WorkerEvent.Type.FRAME_FAILED).flatMap(WorkerNews::failure).toList();
    if (!failures.isEmpty()) {
      frameNews.failed(job.id(), of.run(), failures);
    }
    events.forEach(event -> happened(job, event));
  }

  private static Stream<WorkerEvent> told(List<WorkerEvent> events, WorkerEvent.Type type) {
    return events.stream().filter(event -> event.type() == type);
  }

  /** Whether anything is done about it besides the log; most events need no look at the job. */
  private static boolean matters(WorkerEvent.Type type) {
    return switch (type) {
      case RENDERING_STARTED,
          FRAME_RENDERED,
          FRAME_FAILED,
          JOB_FAILED,
          WORKER_CANNOT,
          WARNING,
          FRAMES_MISSING,
          SEQUENCING_FAILED ->
          true;
      case WORKER_STARTED,
          WORKER_REFUSED,
          WORKER_STOPPED,
          WORKER_ALIVE,
          DOWNLOADING_SCENE,
          SESSION_OPENED,
          SESSION_CLOSED,
          FRAME_RETRIED,
          HANDED_BACK,
          INTERRUPTED,
          SEQUENCING_STARTED,
          SEGMENT_STORED,
          SEQUENCING_RETRIED,
          FILM_UPLOADED,
          CLEANED_UP ->
          false;
    };
  }

  private void happened(JobRecord job, WorkerEvent event) {
    String message = event.detail().message();
    switch (event.type()) {
      case RENDERING_STARTED -> {
        if (job.status() == JobStatus.QUEUED) {
          changeJob.by(job, new Fact.Begun());
        }
      }
      case JOB_FAILED -> {
        frameNews.note(job, firstOfTask(job, event));
        changeJob.by(job, new Fact.Unrenderable(message));
      }
      case WORKER_CANNOT ->
          changeJob.by(job, new Fact.Declined(event.source().kind(), serving(job, event), message));
      case FRAMES_MISSING -> {
        if (job.status() == JobStatus.SEQUENCING) {
          advanceJob.filmGivenUp(job, event.time());
        }
      }
      case SEQUENCING_FAILED -> filmNews.failed(job.id(), job.run().number(), message);
      default -> {}
    }
  }

  /** The frame at which it was found out; what holds for one holds for all. */
  private static List<FrameFailure> firstOfTask(JobRecord job, WorkerEvent event) {
    return event
        .about()
        .map(TaskRef::task)
        .filter(task -> task >= job.run().firstTask() && task <= job.run().lastTask())
        .map(task -> failure(event, job.run().task(task).frames().first()))
        .stream()
        .toList();
  }

  /** The kinds of workers that serve the job's pool; whoever spoke is one of them. */
  private Set<WorkerKind> serving(JobRecord job, WorkerEvent event) {
    return Stream.concat(
            Stream.of(event.source().kind()),
            stores.workers().heardOf(event.time()).stream()
                .filter(worker -> worker.alive(event.time()))
                .filter(worker -> worker.service().pool().equals(job.pool()))
                .map(worker -> worker.service().kind()))
        .collect(Collectors.toSet());
  }

  private void recordTimes(JobRecord job, List<WorkerEvent> events) {
    List<Timing> timings =
        told(events, WorkerEvent.Type.FRAME_RENDERED).flatMap(WorkerNews::timing).toList();
    FrameSet frames = FrameSet.of(timings.stream().mapToInt(Timing::frame).toArray());
    job.run()
        .byPage(frames)
        .forEach(
            (page, some) ->
                stores
                    .progress()
                    .updateTimes(
                        job.id(),
                        job.run(),
                        page,
                        before ->
                            before.plus(
                                timings.stream()
                                    .filter(timing -> some.contains(timing.frame()))
                                    .toList())));
  }

  private static Stream<Timing> timing(WorkerEvent event) {
    WorkerEvent.Detail detail = event.detail();
    return detail.frame().isPresent() && detail.took().isPresent()
        ? Stream.of(
            new Timing(detail.frame().getAsInt(), detail.attempt().orElse(1), detail.took().get()))
        : Stream.empty();
  }

  private static Stream<FrameFailure> failure(WorkerEvent event) {
    return event.detail().frame().stream().mapToObj(frame -> failure(event, frame));
  }

  private static FrameFailure failure(WorkerEvent event, int frame) {
    WorkerEvent.Detail detail = event.detail();
    return new FrameFailure(
        frame,
        detail.kind().orElse(FailureKind.PLATFORM),
        detail.message(),
        detail.attempt().orElse(1));
  }

  /** The last that each worker said of itself: that it is there, at most once a minute each. */
  private static Stream<WorkerState> lastWords(Collection<WorkerEvent> events) {
    return events.stream()
        .filter(event -> condition(event.type()).isPresent())
        .collect(
            Collectors.toMap(
                WorkerEvent::worker,
                event -> event,
                (a, b) -> a.time().isAfter(b.time()) ? a : b,
                LinkedHashMap::new))
        .values()
        .stream()
        .map(WorkerNews::state);
  }

  private static WorkerState state(WorkerEvent event) {
    Condition condition = condition(event.type()).orElseThrow();
    return new WorkerState(
        event.worker(),
        condition,
        new WorkerState.Service(event.source().pool(), event.source().kind()),
        condition == Condition.REFUSING ? event.detail().message() : "",
        event.time());
  }

  private static Optional<Condition> condition(WorkerEvent.Type type) {
    return switch (type) {
      case WORKER_STARTED, WORKER_ALIVE -> Optional.of(Condition.SERVING);
      case WORKER_REFUSED -> Optional.of(Condition.REFUSING);
      case WORKER_STOPPED -> Optional.of(Condition.STOPPED);
      default -> Optional.empty();
    };
  }
}
