package farm.sheaf.client.analysis;

import farm.sheaf.client.job.JobDocument;
import farm.sheaf.talk.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who did what when for the latest run of a job.
 *
 * @param submitted when it was asked for
 * @param lanes of the workers, those that began first on top
 */
public record Timeline(String jobId, Instant submitted, List<Lane> lanes) {
  public Timeline {
    lanes = List.copyOf(lanes);
  }

  /**
   * @param logs the workers' lines, by worker
   */
  public static Timeline of(JobDocument job, Map<String, ? extends Set<String>> logs) {
    List<WorkerLine> all = new ArrayList<>();
    logs.forEach(
        (worker, lines) ->
            lines.forEach(line -> WorkerLine.read(worker, line).ifPresent(all::add)));
    int run = all.stream().mapToInt(line -> line.number("run")).max().orElse(0);
    List<Lane> lanes =
        logs.keySet().stream()
            .map(
                worker ->
                    all.stream()
                        .filter(line -> line.worker().equals(worker))
                        .filter(line -> line.number("run") == run)
                        .toList())
            .filter(lines -> !lines.isEmpty())
            .map(lines -> Lane.of(lines.getFirst().worker(), lines))
            .filter(lane -> !lane.bars().isEmpty())
            .sorted(Comparator.comparing(lane -> lane.bars().getFirst().start()))
            .toList();
    if (lanes.stream().allMatch(lane -> lane.bars().stream().allMatch(bar -> bar.frame() == 0))) {
      throw Problem.failed(
          "The workers have written of no frame of %s yet.\nSee how it stands: ./sheaf status %1$s"
              .formatted(job.id()));
    }
    // A requeue is a submission of its own, and the document tells of the first one only.
    Instant began = lanes.getFirst().bars().getFirst().start();
    Instant submitted =
        run == 1 ? Instant.parse(job.tree().path("submittedAt").asText(began.toString())) : began;
    return new Timeline(job.id(), submitted.isAfter(began) ? began : submitted, lanes);
  }

  /** The first work of any worker. */
  Instant began() {
    return lanes.getFirst().bars().getFirst().start();
  }

  Instant ended() {
    return lanes.stream()
        .flatMap(lane -> lane.bars().stream())
        .map(Bar::end)
        .max(Comparator.naturalOrder())
        .orElse(submitted);
  }

  /** From the submission to the film. */
  public Duration whole() {
    return Duration.between(submitted, ended());
  }

  /** Until a worker began: the queue, and machines that had to start. */
  public Duration waited() {
    return Duration.between(submitted, began());
  }

  /** The time of all workers that went into work. */
  public Duration busy() {
    return lanes.stream().map(Lane::busy).reduce(Duration.ZERO, Duration::plus);
  }

  /** The frames that this run rendered. */
  public Set<Integer> frames() {
    Set<Integer> frames = new TreeSet<>();
    lanes.forEach(
        lane ->
            lane.bars().stream()
                .filter(bar -> bar.kind() == Bar.Kind.FRAME)
                .forEach(bar -> frames.add(bar.frame())));
    return frames;
  }

  public int workers() {
    return lanes.size();
  }
}
