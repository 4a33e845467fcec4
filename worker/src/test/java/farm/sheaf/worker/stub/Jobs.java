package farm.sheaf.worker.stub;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.FrameRate;
import farm.sheaf.core.job.ImageFormat;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.JobSettings;
import farm.sheaf.core.job.JobSpec;
import farm.sheaf.core.job.OutputSettings;
import farm.sheaf.core.job.RenderSettings;
import farm.sheaf.core.job.Video;
import farm.sheaf.core.job.WorkSettings;
import farm.sheaf.core.scene.SceneVersion;
import farm.sheaf.core.work.Attempts;
import farm.sheaf.core.work.TaskRef;
import farm.sheaf.core.work.Work;
import farm.sheaf.json.Json;
import farm.sheaf.json.SettingsJson;
import java.util.Optional;

/** Work for tests. */
public final class Jobs {
  public static final JobId ID = new JobId("ball-0123456789");

  private Jobs() {}

  /** A job of PNG frames with a film, three attempts a frame. */
  public static JobSpec spec(String frames) {
    return spec(frames, ImageFormat.PNG);
  }

  public static JobSpec spec(String frames, ImageFormat format) {
    return new JobSpec(
        new SceneVersion("my scenes/bäll.blend", "e1", 7),
        FrameSet.parse(frames),
        new JobSettings(
            RenderSettings.AS_SAVED,
            new OutputSettings(
                format,
                new Video.Film(Video.Codec.H264, Video.DEFAULT_CRF),
                Optional.of(new FrameRate(30000, 1001))),
            WorkSettings.DEFAULT),
        "ball",
        "");
  }

  /** All frames in one message, fresh. */
  public static Work.Render render(String frames) {
    return render(frames, 1);
  }

  public static Work.Render render(String frames, int run) {
    return new Work.Render(
        new TaskRef(ID, run, 1), spec(frames), FrameSet.parse(frames), Attempts.NONE);
  }

  /** All frames in one message, each of which may take as long as this request says. */
  public static Work.Render slow(String frames, String frameTimeout) {
    JobSpec usual = spec(frames);
    JobSettings settings = SettingsJson.decode(Json.object().put("frameTimeout", frameTimeout));
    JobSpec slow = new JobSpec(usual.file(), usual.frames(), settings, usual.name(), "");
    return new Work.Render(new TaskRef(ID, 1, 1), slow, usual.frames(), Attempts.NONE);
  }

  public static Work.Sequence sequence(String frames) {
    return sequence(frames, 1);
  }

  public static Work.Sequence sequence(String frames, int run) {
    return new Work.Sequence(new TaskRef(ID, run, 9), spec(frames));
  }

  /** A piece of that film. */
  public static Work.Segment segment(String frames, int number) {
    return new Work.Segment(new TaskRef(ID, 1, 9), spec(frames), number);
  }
}
