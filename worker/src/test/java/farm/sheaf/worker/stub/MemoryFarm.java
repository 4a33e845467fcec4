package farm.sheaf.worker.stub;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.ImageFormat;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.JobSpec;
import farm.sheaf.core.job.Keys;
import farm.sheaf.core.scene.SceneVersion;
import farm.sheaf.core.work.Work;
import farm.sheaf.core.work.WorkerEvent;
import farm.sheaf.worker.port.EventLog;
import farm.sheaf.worker.port.FrameStore;
import farm.sheaf.worker.port.Outbox;
import farm.sheaf.worker.port.SceneStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** A farm in memory that keeps what a worker did to it, in order, and fails when told. */
public final class MemoryFarm implements Outbox, EventLog, SceneStore, FrameStore {
  /** What was done to it, in order: {@code put 0001.png}, {@code send 2-3}, {@code flush}. */
  private final List<String> deeds = Collections.synchronizedList(new ArrayList<>());

  private final List<Work> sent = Collections.synchronizedList(new ArrayList<>());
  private final List<WorkerEvent> events = Collections.synchronizedList(new ArrayList<>());
  private final Map<String, byte[]> objects = new ConcurrentSkipListMap<>();
  private final Map<String, Integer> films = new ConcurrentHashMap<>();
  private final Map<JobId, Integer> lowestLive = new ConcurrentHashMap<>();
  private final Faults faults = new Faults();
  private SceneStore.Download download = new SceneStore.Download.Downloaded();

  public Faults faults() {
    return faults;
  }

  public List<String> deeds() {
    return List.copyOf(deeds);
  }

  void did(String deed) {
    deeds.add(deed);
  }

  public List<Work> sent() {
    return List.copyOf(sent);
  }

  public List<WorkerEvent> events() {
    return List.copyOf(events);
  }

  public List<WorkerEvent> events(WorkerEvent.Type type) {
    return events().stream().filter(event -> event.type() == type).toList();
  }

  public Map<String, byte[]> objects() {
    return objects;
  }

  public void letDieBelow(JobId id, int run) {
    lowestLive.put(id, run);
  }

  public void filmOf(JobId id, int run) {
    films.put(id.value(), run);
  }

  public void downloads(SceneStore.Download result) {
    download = result;
  }

  @Override
  public void send(Work work) {
    faults.meet("send");
    if (work instanceof Work.Render render) {
      did("send " + render.frames());
    } else {
      did("send film");
    }
    sent.add(work);
  }

  @Override
  public void emit(WorkerEvent event) {
    events.add(event);
  }

  @Override
  public void flush() {
    faults.meet("flush");
    did("flush");
  }

  @Override
  public Download download(SceneVersion version, Path target) {
    faults.meet("download");
    did("download " + version.key());
    try {
      if (download instanceof Download.Downloaded) {
        Files.writeString(target, "a scene");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return download;
  }

  @Override
  public Optional<Integer> filmRun(JobSpec spec, JobId id) {
    return Optional.ofNullable(films.get(id.value()));
  }

  @Override
  public void putFilm(JobSpec spec, JobId id, int run, Path film) {
    faults.meet("put film");
    did("put film");
    objects.put(Keys.film(spec, id), read(film));
    films.put(id.value(), run);
  }

  @Override
  public FrameSet present(JobId id, ImageFormat format, FrameSet of) {
    faults.meet("list");
    did("list");
    return FrameSet.of(
        of.stream().filter(f -> objects.containsKey(Keys.frame(id, f, format))).toArray());
  }

  @Override
  public void put(JobId id, int frame, ImageFormat format, Path image) {
    faults.meet("put");
    did("put " + frame);
    objects.put(Keys.frame(id, frame, format), read(image));
  }

  @Override
  public void putPreview(JobId id, int frame, Path preview) {
    faults.meet("put preview");
    did("put preview " + frame);
    objects.put(Keys.preview(id, frame), read(preview));
  }

  @Override
  public boolean fetchForFilm(JobId id, int frame, ImageFormat format, Path target)
      throws IOException {
    String key =
        format == ImageFormat.EXR ? Keys.preview(id, frame) : Keys.frame(id, frame, format);
    byte[] object = objects.get(key);
    if (object == null) {
      return false;
    }
    Files.write(target, object);
    return true;
  }

  @Override
  public int lowestLiveRun(JobId id) {
    faults.meet("mark");
    did("mark");
    return lowestLive.getOrDefault(id, 1);
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
