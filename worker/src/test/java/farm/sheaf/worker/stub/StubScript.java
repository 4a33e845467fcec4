package farm.sheaf.worker.stub;

import farm.sheaf.core.job.FailureKind;
import farm.sheaf.worker.blender.RenderResult;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** What a stub renderer shall do wrong, and when. */
public final class StubScript {
  private final Map<Integer, Deque<RenderResult.Failed>> failures = new HashMap<>();
  private final Map<Integer, Consumer<Path>> spoilers = new HashMap<>();
  private final Deque<String> soundDeaths = new ArrayDeque<>();
  private final List<Integer> rendered = Collections.synchronizedList(new ArrayList<>());
  private IntConsumer before = frame -> {};

  /** The frame's next attempt fails like this; call it twice for two attempts. */
  public synchronized StubScript fail(int frame, FailureKind kind, String message) {
    failures
        .computeIfAbsent(frame, _ -> new ArrayDeque<>())
        .add(new RenderResult.Failed(kind, message));
    return this;
  }

  /** Does something to the frame's next image when it is written. */
  public synchronized StubScript spoil(int frame, Consumer<Path> spoiler) {
    spoilers.put(frame, spoiler);
    return this;
  }

  /** The next Blender that mixes sound dies over it, with these last words. */
  public synchronized StubScript dieOverSound(String message) {
    soundDeaths.add(message);
    return this;
  }

  synchronized @Nullable String soundDeath() {
    return soundDeaths.poll();
  }

  /** Called when a frame begins, on the rendering thread. */
  public synchronized StubScript before(IntConsumer action) {
    before = action;
    return this;
  }

  /** All frames that were drawn, in order. */
  public List<Integer> rendered() {
    return List.copyOf(rendered);
  }

  void begin(int frame) {
    IntConsumer action;
    synchronized (this) {
      action = before;
    }
    action.accept(frame);
  }

  synchronized RenderResult.@Nullable Failed failure(int frame) {
    Deque<RenderResult.Failed> left = failures.get(frame);
    return left == null ? null : left.poll();
  }

  void drawn(int frame, Path image) {
    rendered.add(frame);
    Consumer<Path> spoiler;
    synchronized (this) {
      spoiler = spoilers.remove(frame);
    }
    if (spoiler != null) {
      spoiler.accept(image);
    }
  }
}
