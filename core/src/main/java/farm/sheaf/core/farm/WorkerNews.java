package farm.sheaf.core.farm;

import farm.sheaf.core.job.FailureKind;
import farm.sheaf.core.job.FrameFailure;
import farm.sheaf.core.job.JobRecord;
import farm.sheaf.core.job.JobState;
import farm.sheaf.core.job.JobStatus;
import farm.sheaf.core.job.Timing;
import farm.sheaf.core.job.WorkerState;
import farm.sheaf.core.job.WorkerState.Condition;
import farm.sheaf.core.port.FrameFiles;
import farm.sheaf.core.port.JobStore;
import farm.sheaf.core.work.TaskRef;
import farm.sheaf.core.work.WorkerEvent;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Takes what workers tell of their work onto the jobs: timings, failures, warnings. */
public final class WorkerNews {
  private final JobStore store;
  private final FrameFiles frames;
  private final FrameNews frameNews;
  private final FilmNews filmNews;
  private final AdvanceJob advanceJob;

  public WorkerNews(
      JobStore store,
      FrameFiles frames,
      FrameNews frameNews,
      FilmNews filmNews,
      AdvanceJob advanceJob) {
    this.store = store;
    this.frames = frames;
    this.frameNews = frameNews;
    this.filmNews = filmNews;
    this.advanceJob = advanceJob;
  }

  /** Events in any order; the same again changes nothing. */
  public void happened(Collection<WorkerEvent> events) {
    store.recordTimings(events.stream().flatMap(event -> timing(event).stream()).toList());
    lastOfEachWorker(events).forEach(store::recordWorker);
    events.forEach(event -> event.about().ifPresent(ref -> happened(event, ref)));
  }

  private void happened(WorkerEvent event, TaskRef ref) {
    switch (event.type()) {
      case RENDERING_STARTED -> rendering(ref, event);
      case FRAME_FAILED ->
          event
              .detail()
              .frame()
              .ifPresent(
                  frame ->
                      frameNews.failed(ref.jobId(), ref.run(), List.of(failure(event, frame))));
      case JOB_FAILED -> present(ref).ifPresent(record -> jobFailed(record, ref, event));
      case WARNING -> store.addWarnings(ref.jobId(), Set.of(event.detail().message()));
      case FRAMES_MISSING -> present(ref).ifPresent(record -> framesMissing(record, event));
      case SEQUENCING_FAILED -> filmNews.failed(ref.jobId(), ref.run(), event.detail().message());
      case WORKER_STARTED,
          WORKER_REFUSED,
          WORKER_STOPPED,
          WORKER_ALIVE,
          WORKER_CANNOT,
          DOWNLOADING_SCENE,
          SESSION_OPENED,
          SESSION_CLOSED,
          FRAME_RENDERED,
          FRAME_RETRIED,
          HANDED_BACK,
          INTERRUPTED,
          SEQUENCING_STARTED,
          SEGMENT_STORED,
          SEQUENCING_RETRIED,
          FILM_UPLOADED,
          CLEANED_UP -> {}
    }
  }

  private void rendering(TaskRef ref, WorkerEvent event) {
    store.transition(
        ref.jobId(),
        ref.run(),
        EnumSet.of(JobStatus.QUEUED),
        JobState.of(JobStatus.RENDERING, event.time()));
  }

  /** No frame of it can come: what waits in the queue shall die there. */
  private void jobFailed(JobRecord record, TaskRef ref, WorkerEvent event) {
    frames.letDieBelow(record.id(), ref.run() + 1);
    record
        .run()
        .tasks()
        .filter(task -> task.number() == ref.task())
        .forEach(
            task ->
                frameNews.failed(
                    record.id(),
                    ref.run(),
                    task.frames().stream().mapToObj(frame -> failure(event, frame)).toList()));
    store.transition(
        record.id(),
        ref.run(),
        JobStatus.before(JobStatus.FAILED),
        new JobState(JobStatus.FAILED, event.detail().message(), event.time()));
  }

  /** The film needs frames that are gone: back to rendering with them. */
  private void framesMissing(JobRecord record, WorkerEvent event) {
    boolean back =
        store.transition(
            record.id(),
            record.run().number(),
            EnumSet.of(JobStatus.SEQUENCING),
            JobState.of(JobStatus.RENDERING, event.time()));
    if (back) {
      advanceJob.advance(record.id());
    }
  }

  private Optional<JobRecord> present(TaskRef ref) {
    return store.find(ref.jobId()).filter(record -> record.run().number() == ref.run());
  }

  private static FrameFailure failure(WorkerEvent event, int frame) {
    return new FrameFailure(
        frame,
        event.detail().kind().orElse(FailureKind.PLATFORM),
        event.detail().message(),
        event.detail().attempt().orElse(1));
  }

  private static Optional<Timing> timing(WorkerEvent event) {
    WorkerEvent.Detail detail = event.detail();
    return event.type() == WorkerEvent.Type.FRAME_RENDERED
            && event.about().isPresent()
            && detail.frame().isPresent()
            && detail.took().isPresent()
        ? Optional.of(
            new Timing(
                event.about().get().jobId(),
                detail.frame().getAsInt(),
                detail.attempt().orElse(1),
                event.worker(),
                new Timing.Span(event.time(), detail.took().get())))
        : Optional.empty();
  }

  private static Stream<WorkerState> lastOfEachWorker(Collection<WorkerEvent> events) {
    Map<String, Optional<WorkerEvent>> last =
        events.stream()
            .collect(
                Collectors.groupingBy(
                    WorkerEvent::worker,
                    Collectors.maxBy(Comparator.comparing(WorkerEvent::time))));
    return last.values().stream().flatMap(Optional::stream).map(WorkerNews::state);
  }

  private static WorkerState state(WorkerEvent event) {
    Condition condition =
        switch (event.type()) {
          case WORKER_REFUSED -> Condition.REFUSING;
          case WORKER_STOPPED -> Condition.STOPPED;
          default -> Condition.SERVING;
        };
    String note = condition == Condition.REFUSING ? event.detail().message() : "";
    return new WorkerState(event.worker(), condition, note, event.time());
  }
}
