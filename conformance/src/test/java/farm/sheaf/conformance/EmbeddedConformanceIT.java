package farm.sheaf.conformance;

import farm.sheaf.aws.Dynalite;
import farm.sheaf.aws.FarmResources;
import farm.sheaf.conformance.farm.EmbeddedServers;
import farm.sheaf.conformance.farm.Servers;
import farm.sheaf.conformance.selection.Decision;
import farm.sheaf.conformance.selection.Target;
import farm.sheaf.conformance.selection.Wishes;
import java.io.IOException;
import java.nio.file.Path;

/** The suite against the servers that every build has. */
class EmbeddedConformanceIT extends FarmConformance {
  EmbeddedConformanceIT() {
    super(Target.EMBEDDED);
  }

  @Override
  Decision decision() {
    return Wishes.embedded(Dynalite.unavailable());
  }

  @Override
  Servers servers(FarmResources names, Path folder) throws IOException {
    return EmbeddedServers.start(names, folder.resolve("servers"));
  }
}
