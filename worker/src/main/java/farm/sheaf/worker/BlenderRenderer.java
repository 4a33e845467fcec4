package farm.sheaf.worker;

import farm.sheaf.worker.blender.BlenderProbe;
import farm.sheaf.worker.blender.BlenderSearch;
import farm.sheaf.worker.blender.BlenderSessions;
import farm.sheaf.worker.blender.Sessions;

/** Renders with the Blender on this machine. */
record BlenderRenderer(BlenderSearch search) implements Renderer {
  @Override
  public Probe probe() {
    return switch (search) {
      case BlenderSearch.NotFound notFound -> new Probe.Unable(notFound.message());
      case BlenderSearch.Found found ->
          switch (found.program().probe()) {
            case BlenderProbe.Unable unable -> new Probe.Unable(unable.reason());
            case BlenderProbe.Able able -> new Probe.Able("Blender " + able.version());
          };
    };
  }

  @Override
  public Sessions sessions() {
    return switch (search) {
      case BlenderSearch.Found found -> new BlenderSessions(found.program());
      case BlenderSearch.NotFound notFound -> throw new IllegalStateException(notFound.message());
    };
  }
}
