package farm.sheaf.worker.blender;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A program that opens a session, prints its Blender's process id, and renders until it is killed.
 */
final class OrphanMaker {
  private OrphanMaker() {}

  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[1]);
    Asked endless = Asked.frames("1").resolution("1024x576").samples(100_000);
    try (BlenderSession session = new Stage(folder).open(Path.of(args[0]), endless)) {
      System.out.println(session.process().pid());
      session.render(1, folder.resolve("never.png"), Stage.TIMEOUT);
    }
  }
}
