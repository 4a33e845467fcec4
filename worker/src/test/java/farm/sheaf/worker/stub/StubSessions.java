package farm.sheaf.worker.stub;

import farm.sheaf.core.job.FailureKind;
import farm.sheaf.core.job.FrameRate;
import farm.sheaf.core.job.Resolution;
import farm.sheaf.worker.blender.OpenResult;
import farm.sheaf.worker.blender.SceneReport;
import farm.sheaf.worker.blender.SceneSetup;
import farm.sheaf.worker.blender.Session;
import farm.sheaf.worker.blender.Sessions;
import farm.sheaf.worker.time.SystemTime;
import farm.sheaf.worker.time.Timekeeper;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;

/**
 * Opens scenes without Blender: a frame is a picture that Java draws. What goes wrong is told
 * beforehand.
 */
public final class StubSessions implements Sessions {
  private static final FrameRate RATE = new FrameRate(24, 1);

  private final Duration frameTime;
  private final Deque<OpenResult.Refused> refusals = new ArrayDeque<>();
  private final List<StubSession> opened = Collections.synchronizedList(new ArrayList<>());
  final StubScript script = new StubScript();
  private Timekeeper time = new SystemTime();
  private List<String> warnings = List.of();
  private OptionalInt simulationStart = OptionalInt.empty();

  /**
   * @param frameTime how long it pretends to render
   */
  public StubSessions(Duration frameTime) {
    this.frameTime = frameTime;
  }

  /** The time that its frames take passes here; before, it is the machine's own. */
  public void passTimeOf(Timekeeper other) {
    time = other;
  }

  /** Scenes have an unbaked simulation from here on. */
  public void simulateFrom(int frame) {
    simulationStart = OptionalInt.of(frame);
  }

  public StubScript script() {
    return script;
  }

  /** The next scene is refused. */
  public void refuse(FailureKind kind, String message) {
    refusals.add(new OpenResult.Refused(kind, message));
  }

  public void warn(String... texts) {
    warnings = List.of(texts);
  }

  /** All sessions so far. */
  public List<StubSession> opened() {
    return List.copyOf(opened);
  }

  @Override
  public OpenResult open(SceneSetup setup) {
    OpenResult.Refused refusal = refusals.poll();
    if (refusal != null) {
      return refusal;
    }
    if (!Files.isRegularFile(setup.sceneFile())) {
      return new OpenResult.Refused(FailureKind.CRASH, setup.sceneFile() + " is not there");
    }
    int width = 64;
    int height = 48;
    if (setup.spec().settings().render().resolution().orElse(null)
        instanceof Resolution.Pixels(int w, int h)) {
      width = w;
      height = h;
    }
    SceneReport report = new SceneReport(width, height, RATE, simulationStart, warnings);
    StubSession session =
        new StubSession(report, setup.spec().settings().output().format(), script, frameTime, time);
    opened.add(session);
    return new OpenResult.Opened(session);
  }

  /** A stub renders in a moment. */
  public static StubSessions quick() {
    return new StubSessions(Duration.ZERO);
  }

  /** Sessions that were neither closed nor aborted. */
  public long leftOpen() {
    return opened().stream().filter(Session::alive).count();
  }
}
