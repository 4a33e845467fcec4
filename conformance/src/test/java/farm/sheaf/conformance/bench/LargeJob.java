package farm.sheaf.conformance.bench;

import farm.sheaf.conformance.bench.Figures.Verdict;
import farm.sheaf.conformance.bench.RequestMeter.Reading;
import farm.sheaf.core.farm.SweepFarm.Swept;
import farm.sheaf.core.farm.UseCases;
import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.JobRecord;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Takes jobs of up to 100,000 frames from the submission to the film on the real use cases and the
 * DynamoDB store, counts what they ask of the table, and prints the table that README quotes. News
 * comes in batches of consecutive frames, the batches in random order, as many workers send it: so
 * every page is half done when the job is, which is when it is largest.
 *
 * <p>Units are those that the server tells; dynalite leaves out the few writes of indexes, three a
 * job.
 */
public final class LargeJob {
  private static final int LARGEST = 100_000;
  private static final List<Integer> SMALLER = List.of(10_000, 1_000);
  private static final int TASKS = 2_000;
  private static final int TIMES = 20;
  private static final Duration BUDGET = Duration.ofSeconds(45);
  private static final double MB = 1 << 20;

  private final MeteredFarm farm;
  private final int batch;
  private final Figures figures = new Figures();
  private final Map<Integer, Reading> news = new TreeMap<>();

  private LargeJob(MeteredFarm farm, int batch) {
    this.farm = farm;
    this.batch = batch;
  }

  /**
   * Measures.
   *
   * @param arguments frames in a batch of news, such as {@code 10}
   */
  public static void main(String[] arguments) {
    int batch = Integer.parseInt(arguments[0]);
    System.out.printf(
        "Java %s, a heap of at most %.0f MB, news in batches of %d frames%n%n",
        Runtime.version(), Runtime.getRuntime().maxMemory() / MB, batch);
    try (MeteredFarm farm = MeteredFarm.start()) {
      LargeJob bench = new LargeJob(farm, batch);
      bench.largest();
      SMALLER.forEach(bench::smaller);
      bench.figures.news(bench.news);
      bench.figures.print("a job of %,d frames in %,d tasks".formatted(LARGEST, TASKS));
    }
    // The embedded queue's server lives as long as its JVM.
    System.exit(0);
  }

  private void largest() {
    JobRecord job = submitted();
    List<FrameSet> batches = batches(LARGEST);
    List<FrameSet> half = batches.subList(0, batches.size() / 2);
    Reading ofHalf = farm.meter.of(() -> farm.render(job.id(), half));
    status("`status`, half done", job.id());
    sweeps();
    List<FrameSet> rest = batches.subList(half.size(), batches.size());
    news.put(LARGEST, ofHalf.plus(farm.meter.of(() -> toTheEnd(job, rest))));
    farm.requireCompleted(job.id());
    farm.tellTimes(job);
    status("`status`, completed", job.id());
  }

  private void smaller(int frames) {
    JobRecord job = farm.submit(frames);
    news.put(frames, farm.meter.of(() -> toTheEnd(job, batches(frames))));
    farm.requireCompleted(job.id());
  }

  private void toTheEnd(JobRecord job, List<FrameSet> batches) {
    farm.render(job.id(), batches);
    farm.putFilm(job);
  }

  /** In a JVM that has done nothing before; garbage that was not yet collected counts too. */
  private JobRecord submitted() {
    List<MemoryPoolMXBean> heap =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .toList();
    heap.forEach(MemoryPoolMXBean::resetPeakUsage);
    long start = System.nanoTime();
    JobRecord job = farm.submit(LARGEST);
    double seconds = (System.nanoTime() - start) / 1e9;
    double peak = heap.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() / MB;
    if (job.run().taskCount() != TASKS) {
      throw new IllegalStateException("cut into " + job.run().taskCount() + " tasks");
    }
    figures.add(
        "submit, in a JVM just started",
        "%.1f s, %.0f MB of heap".formatted(seconds, peak),
        "10 s, 512 MB",
        Verdict.of(seconds < 10 && peak < 512));
    return job;
  }

  private void status(String what, JobId id) {
    Reading one = farm.meter.of(() -> farm.useCases.describeJob().describe(id));
    double millis = medianCpuMillis(() -> farm.useCases.describeJob().describe(id));
    double kilobytes = one.read().bytes() / 1024.0;
    figures.add(
        what,
        "%d requests, %d items of %.1f KB together, %.1f ms of CPU"
            .formatted(one.requests(), one.read().items(), kilobytes, millis),
        "5 items or 40 KB, 50 ms",
        Verdict.of((one.read().items() <= 5 || kilobytes <= 40) && millis <= 50));
  }

  private static double medianCpuMillis(Runnable work) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    IntStream.range(0, TIMES).forEach(_ -> work.run());
    return LongStream.range(0, TIMES)
            .map(
                _ -> {
                  long before = threads.getCurrentThreadCpuTime();
                  work.run();
                  return threads.getCurrentThreadCpuTime() - before;
                })
            .sorted()
            .skip(TIMES / 2)
            .findFirst()
            .orElseThrow()
        / 1e6;
  }

  /** The first sweep looks into bucket and queue; the second comes a minute later, as on a farm. */
  private void sweeps() {
    Reading look = sweepAfter(UseCases.QUIET.multipliedBy(2));
    figures.add(
        "first sweep, half done and quiet, besides listing the bucket",
        shown(look),
        "",
        Verdict.NONE);
    Reading second = sweepAfter(UseCases.QUIET);
    figures.add(
        "second sweep, a minute later",
        shown(second),
        "5 requests, no write",
        Verdict.of(second.requests() <= 5 && second.writes() == 0));
  }

  private Reading sweepAfter(Duration time) {
    farm.pass(time);
    return farm.meter.of(
        () -> {
          Swept swept = farm.useCases.sweepFarm().sweep(BUDGET);
          if (swept.swept() != 1 || !swept.troubles().isEmpty()) {
            throw new IllegalStateException("not a sweep over one job: " + swept);
          }
        });
  }

  private static String shown(Reading reading) {
    return "%d requests, %d of them writes; %.1f KB read"
        .formatted(reading.requests(), reading.writes(), reading.read().bytes() / 1024.0);
  }

  private List<FrameSet> batches(int frames) {
    List<FrameSet> batches = new ArrayList<>();
    for (int first = 1; first <= frames; first += batch) {
      batches.add(FrameSet.range(first, Math.min(frames, first + batch - 1)));
    }
    Collections.shuffle(batches, new Random(1));
    return batches;
  }
}
