package farm.sheaf.core.scene;

import java.util.List;

/**
 * What a .blend file says in its first block.
 *
 * @param version of the Blender that saved it, such as {@code 304} or {@code 500}
 * @param scenes the scene that was open when it was saved, then those marked for background render
 */
public record BlendHead(int version, List<SceneRange> scenes) {
  public BlendHead {
    scenes = List.copyOf(scenes);
  }

  /** One {@code REND} block: a scene's name and its frame range, both ends included. */
  public record SceneRange(String scene, int start, int end) {}
}
