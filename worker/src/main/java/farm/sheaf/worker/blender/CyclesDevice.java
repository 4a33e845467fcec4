package farm.sheaf.worker.blender;

import java.util.List;
import java.util.Optional;

/**
 * What Cycles computes on, by the words of its own option {@code --cycles-device}. A Blender that
 * starts with nobody's preferences knows of no GPU, whatever the scene says, so a worker that has
 * one must name it.
 */
public enum CyclesDevice {
  CPU,
  CUDA,
  OPTIX,
  HIP,
  ONEAPI,
  METAL;

  /** What Cycles reads after the {@code --} of Blender's command line. */
  static List<String> words(Optional<CyclesDevice> device) {
    return device.map(one -> List.of("--cycles-device", one.name())).orElseGet(List::of);
  }
}
