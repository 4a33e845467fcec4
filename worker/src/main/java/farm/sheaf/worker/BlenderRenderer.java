package farm.sheaf.worker;

import farm.sheaf.core.work.WorkerKind;
import farm.sheaf.worker.blender.BlenderProbe;
import farm.sheaf.worker.blender.BlenderProgram;
import farm.sheaf.worker.blender.BlenderSearch;
import farm.sheaf.worker.blender.BlenderSessions;
import farm.sheaf.worker.blender.CyclesDevice;
import farm.sheaf.worker.blender.Launching;
import farm.sheaf.worker.blender.Sessions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Renders with the Blender that was found, started in the first way in which it answers. */
final class BlenderRenderer implements Renderer {
  private static final Logger LOG = LoggerFactory.getLogger(BlenderRenderer.class);

  private final BlenderSearch search;
  private final Optional<CyclesDevice> device;
  private final List<Launching> ways;
  private @Nullable Chosen chosen;

  private record Chosen(BlenderProgram program, BlenderProbe.Able able) {}

  /**
   * @param device what Cycles is to compute on
   * @param ways at least one, the best first
   */
  BlenderRenderer(BlenderSearch search, Optional<CyclesDevice> device, List<Launching> ways) {
    this.search = search;
    this.device = device;
    this.ways = List.copyOf(ways);
  }

  @Override
  public Probe probe() {
    return switch (search) {
      case BlenderSearch.NotFound notFound -> new Probe.Unable(notFound.message());
      case BlenderSearch.Found(BlenderProgram program) -> probe(program.with(device));
    };
  }

  private Probe probe(BlenderProgram program) {
    Optional<String> trouble = Optional.empty();
    for (Launching way : ways) {
      BlenderProgram candidate = program.with(way);
      switch (candidate.probe()) {
        case BlenderProbe.Able able -> {
          chosen = new Chosen(candidate, able);
          trouble.ifPresent(
              why ->
                  LOG.atInfo().log("scenes run with all that this user may do, because {}", why));
          return new Probe.Able("Blender " + able.version());
        }
        case BlenderProbe.Unable unable -> trouble = Optional.of(unable.reason());
      }
    }
    return new Probe.Unable(trouble.orElseThrow());
  }

  @Override
  public WorkerKind kind() {
    Chosen renderer = chosen();
    List<String> words = new ArrayList<>();
    words.add("Blender " + renderer.able().version());
    words.add(device.orElse(CyclesDevice.CPU).name());
    BlenderProbe.Able.VARYING.forEach(
        (feature, word) -> {
          if (!renderer.able().features().contains(feature)) {
            words.add("no " + word);
          }
        });
    return new WorkerKind(String.join(", ", words));
  }

  @Override
  public Sessions sessions() {
    return new BlenderSessions(chosen().program());
  }

  private Chosen chosen() {
    Chosen renderer = chosen;
    if (renderer == null) {
      throw new IllegalStateException("no Blender has answered a probe");
    }
    return renderer;
  }
}
