package farm.sheaf.infra.data;

import farm.sheaf.infra.configuration.FarmConfiguration;
import farm.sheaf.infra.configuration.Keeping;
import farm.sheaf.infra.data.FarmBucket.Lifetime;
import farm.sheaf.infra.data.FarmBucket.News;
import farm.sheaf.infra.function.FunctionKind;
import farm.sheaf.infra.naming.FarmNames;
import java.util.List;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;
import software.constructs.IConstruct;

/** What must outlive everything else: scenes, films, frames, logs, jobs, work under way, images. */
public final class DataStack extends Stack {
  /** How long a replaced or deleted scene or film can be had back. */
  private static final int DAYS_TO_REGRET = 30;

  public DataStack(Construct scope, FarmNames names, FarmConfiguration configuration) {
    super(
        scope,
        names.stack("Data"),
        StackProps.builder()
            .description("Sheaf: scenes, films, frames, logs, jobs, queues, images")
            .build());
    new JobQueues(this, names, configuration.workers().pools());
    new EventQueue(
        this,
        "Logging",
        new EventQueue.Named(names.loggingQueue(), names.loggingQueueDead()),
        FunctionKind.LOGGER,
        names);
    EventQueue frameEvents =
        new EventQueue(
            this,
            "FrameEvents",
            new EventQueue.Named(names.frameEvents(), names.frameEventsDead()),
            FunctionKind.WATCHER,
            names);
    frameEvents.takeNewsOf(
        List.of(names.bucketArn(names.renderFiles()), names.bucketArn(names.pngFiles())));
    buckets(names, configuration.keeping(), frameEvents);
    new WorkerImages(this, names);
    List<IConstruct> whatMayFail = getNode().getChildren();
    // Last, because it is protected: were it there already when a bucket's name turns out to be
    // taken, CloudFormation could not take it back, and the next try would find its name taken too.
    new JobTable(this, names, configuration.keeping().table())
        .getNode()
        .addDependency(whatMayFail.toArray(IConstruct[]::new));
  }

  private void buckets(FarmNames names, Keeping keeping, EventQueue frameEvents) {
    new FarmBucket(
            this, "RenderFiles", names.renderFiles(), new Lifetime.UntilDeleted(DAYS_TO_REGRET))
        .tell(frameEvents, List.of(new News("output/", ".mp4")));
    // S3 filters by the start and the end of a key, and frames have nothing but their ends in
    // common. The previews of EXR frames come along; the watcher leaves them.
    new FarmBucket(this, "PngFiles", names.pngFiles(), new Lifetime.Days(keeping.frameDays()))
        .tell(
            frameEvents, List.of(new News("", ".png"), new News("", ".exr"), new News("", ".jpg")));
    new FarmBucket(
        this, "WorkerLogging", names.workerLogging(), new Lifetime.Days(keeping.logDays()));
  }
}
