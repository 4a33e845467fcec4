package farm.sheaf.core.farm;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.FailureKind;
import farm.sheaf.core.job.ImageFormat;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.Keys;
import farm.sheaf.core.job.Pool;
import farm.sheaf.core.port.InMemoryFiles;
import farm.sheaf.core.port.WorkQueue;
import farm.sheaf.core.work.TaskRef;
import farm.sheaf.core.work.Work;
import farm.sheaf.core.work.WorkerEvent;
import farm.sheaf.core.work.WorkerEvent.Detail;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The workers of a model farm, with the queue that they take messages from and the news that they
 * and the buckets have sent. They keep to the contract of real workers: new messages before the old
 * one is deleted, a look into the bucket where a frame may be there, runs below the mark die.
 */
final class ModelWorkers implements WorkQueue {
  private static final int MOST_RECEIVES = 10;

  /** Something that a function is to be told. */
  record News(String what, Consumer<UseCases> telling) {
    void tell(UseCases useCases) {
      telling.accept(useCases);
    }

    @Override
    public String toString() {
      return what;
    }
  }

  /** What functions have sent for a run, and what became of its film. */
  static final class Sent {
    private final Map<Integer, Boolean> tasks = new HashMap<>();
    private int renders;
    private int alone;
    private int films;
    private int filmsMade;

    int renders() {
      return renders;
    }

    int planned() {
      return tasks.size();
    }

    int alone() {
      return alone;
    }

    int films() {
      return films;
    }

    int filmsMade() {
      return filmsMade;
    }
  }

  private record Message(Work work, int receives) {}

  private final Random random;
  private final InMemoryFiles files;
  private final Consumer<String> diary;
  private final List<Message> waiting = new ArrayList<>();
  private final List<Message> inHand = new ArrayList<>();
  private final List<News> news = new ArrayList<>();
  private final List<News> newsOfS3 = new ArrayList<>();
  private final Map<JobId, Map<Integer, Sent>> sent = new HashMap<>();

  ModelWorkers(Random random, InMemoryFiles files, Consumer<String> diary) {
    this.random = random;
    this.files = files;
    this.diary = diary;
  }

  @Override
  public void send(Pool pool, List<Work> work) {
    work.forEach(
        each -> {
          diary.accept("  sent: " + shown(each));
          Sent of = sentOf(each.ref());
          switch (each) {
            case Work.Render render -> {
              of.renders++;
              boolean before = of.tasks.put(render.ref().task(), true) != null;
              if (before
                  && render.frames().size() == 1
                  && render.story().cause() == Work.Cause.PLAN) {
                of.alone++;
              }
            }
            case Work.Segment _ -> {}
            case Work.Sequence _ -> of.films++;
          }
          waiting.add(new Message(each, 0));
        });
  }

  private Sent sentOf(TaskRef ref) {
    return sent.computeIfAbsent(ref.jobId(), _ -> new TreeMap<>())
        .computeIfAbsent(ref.run(), _ -> new Sent());
  }

  Map<Integer, Sent> sentByFunctions(JobId id) {
    return sent.getOrDefault(id, Map.of());
  }

  @Override
  public Depth depth(Pool pool) {
    return new Depth(waiting.size(), inHand.size());
  }

  @Override
  public Set<Pool> pools() {
    return Set.of(Pool.CPU);
  }

  boolean busy() {
    return !waiting.isEmpty() || !inHand.isEmpty();
  }

  boolean hasNews() {
    return !news.isEmpty() || !newsOfS3.isEmpty();
  }

  Optional<News> someNews() {
    List<News> from =
        newsOfS3.isEmpty() || (!news.isEmpty() && random.nextBoolean()) ? news : newsOfS3;
    return from.isEmpty() ? Optional.empty() : Optional.of(from.get(random.nextInt(from.size())));
  }

  void forget(News told) {
    if (!news.remove(told)) {
      newsOfS3.remove(told);
    }
  }

  /** S3's news is lost now and then; workers' never is. */
  void loseNews() {
    if (!newsOfS3.isEmpty()) {
      News lost = newsOfS3.remove(random.nextInt(newsOfS3.size()));
      diary.accept("lost: " + lost);
    }
  }

  void tell(JobId id, int run, WorkerEvent.Type type, Detail detail, Instant now) {
    WorkerEvent event =
        new WorkerEvent(
            type, now, WorkerEvent.Source.of("w1"), Optional.of(new TaskRef(id, run, 1)), detail);
    news.add(
        new News(
            "%s of %s/%d %s".formatted(type.word(), id, run, detail.frame()),
            useCases -> useCases.workerNews().happened(List.of(event))));
  }

  /** A worker takes a message, or goes on with one; it may die, and frames may fail. */
  void step(Instant now, BiConsumer<JobId, Integer> marred) {
    boolean take = inHand.isEmpty() || (random.nextInt(3) == 0 && inHand.size() < 4);
    if (take && !waiting.isEmpty()) {
      Message taken = waiting.remove(random.nextInt(waiting.size()));
      inHand.add(new Message(taken.work(), taken.receives() + 1));
    } else if (!inHand.isEmpty()) {
      Message message = inHand.remove(random.nextInt(inHand.size()));
      if (random.nextInt(20) == 0) {
        die(message);
      } else {
        work(message, now, random.nextInt(100), marred);
      }
    }
  }

  /** The same, and nothing goes wrong. */
  void stepWell(Instant now) {
    if (!waiting.isEmpty()) {
      inHand.add(waiting.removeLast());
    }
    if (!inHand.isEmpty()) {
      work(inHand.removeLast(), now, 99, (_, _) -> {});
    }
  }

  private void die(Message message) {
    diary.accept("a worker dies with " + shown(message.work()));
    if (message.receives() < MOST_RECEIVES) {
      waiting.add(message);
      return;
    }
    news.add(
        new News(
            "dead letter " + shown(message.work()),
            useCases -> useCases.deadLetters().died(message.work())));
  }

  private void work(Message message, Instant now, int dice, BiConsumer<JobId, Integer> marred) {
    TaskRef ref = message.work().ref();
    if (ref.run() < files.lowestLiveRun(ref.jobId())) {
      return;
    }
    switch (message.work()) {
      case Work.Render render -> render(message, render, now, dice, marred);
      case Work.Segment _ -> {}
      case Work.Sequence sequence -> film(sequence, now, dice, marred);
    }
  }

  private void render(
      Message message, Work.Render work, Instant now, int dice, BiConsumer<JobId, Integer> marred) {
    JobId id = work.ref().jobId();
    boolean looks = message.receives() > 1 || work.story().cause() == Work.Cause.REPAIR;
    FrameSet left =
        looks
            ? work.frames().minus(files.present(id, ImageFormat.PNG, work.frames()))
            : work.frames();
    if (left.isEmpty()) {
      return;
    }
    int frame = left.first();
    if (dice < 3) {
      diary.accept("frame %d of %s fails".formatted(frame, id));
      marred.accept(id, work.ref().run());
      tell(
          id,
          work.ref().run(),
          WorkerEvent.Type.FRAME_FAILED,
          Detail.failed(frame, 3, FailureKind.CRASH, "it broke"),
          now);
    } else if (dice < 8) {
      waiting.add(
          new Message(
              work.with(FrameSet.of(frame), work.attempts().plusOne(frame).only(frame)), 0));
    } else if (dice < 12) {
      waiting.add(new Message(work.with(left, work.attempts()), 0));
      return;
    } else {
      files.putFrames(id, FrameSet.of(frame));
      newsOfS3.add(
          new News(
              "frame %d of %s".formatted(frame, id),
              useCases -> useCases.frameNews().done(id, FrameSet.of(frame))));
    }
    FrameSet rest = left.minus(FrameSet.of(frame));
    if (!rest.isEmpty()) {
      inHand.add(new Message(work.with(rest, work.attempts()), message.receives()));
    }
  }

  private void film(Work.Sequence work, Instant now, int dice, BiConsumer<JobId, Integer> marred) {
    TaskRef ref = work.ref();
    if (files.filmRun(work.spec(), ref.jobId()).filter(run -> run >= ref.run()).isPresent()) {
      return;
    }
    FrameSet all = work.spec().frames();
    if (!files.present(ref.jobId(), ImageFormat.PNG, all).equals(all)) {
      tell(
          ref.jobId(),
          ref.run(),
          WorkerEvent.Type.FRAMES_MISSING,
          Detail.message("frames are not in the bucket"),
          now);
    } else if (dice < 5) {
      marred.accept(ref.jobId(), ref.run());
      tell(
          ref.jobId(),
          ref.run(),
          WorkerEvent.Type.SEQUENCING_FAILED,
          Detail.failed(FailureKind.SCENE, "ffmpeg said no"),
          now);
    } else {
      files.putFilm(work.spec(), ref.jobId(), ref.run());
      sentOf(ref).filmsMade++;
      String key = Keys.film(work.spec(), ref.jobId());
      newsOfS3.add(new News("film " + key, useCases -> useCases.filmNews().appeared(key)));
    }
  }

  private static String shown(Work work) {
    return switch (work) {
      case Work.Render render ->
          "%s/%d frames %s (%s)"
              .formatted(
                  work.ref().jobId(), work.ref().run(), render.frames(), render.story().cause());
      case Work.Segment _ -> work.ref() + " segment";
      case Work.Sequence _ -> work.ref().jobId() + " film";
    };
  }
}
