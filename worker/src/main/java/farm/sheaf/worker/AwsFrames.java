package farm.sheaf.worker;

import farm.sheaf.aws.bucket.FrameBucket;
import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.ImageFormat;
import farm.sheaf.core.job.JobId;
import farm.sheaf.worker.port.FrameStore;
import java.nio.file.Path;

/** Frames in S3. */
record AwsFrames(FrameBucket bucket) implements FrameStore {
  @Override
  public FrameSet present(JobId id, ImageFormat format, FrameSet of) {
    return bucket.present(id, format, of);
  }

  @Override
  public void put(JobId id, int frame, ImageFormat format, Path image) {
    bucket.put(id, frame, format, image);
  }

  @Override
  public void putPreview(JobId id, int frame, Path preview) {
    bucket.putPreview(id, frame, preview);
  }

  @Override
  public boolean fetchForFilm(JobId id, int frame, ImageFormat format, Path target) {
    return switch (format) {
      case EXR -> bucket.getPreview(id, frame, target);
      case PNG, JPEG -> bucket.get(id, frame, format, target);
    };
  }

  @Override
  public int lowestLiveRun(JobId id) {
    return bucket.lowestLiveRun(id);
  }
}
