package farm.sheaf.local;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import farm.sheaf.aws.AwsClients;
import farm.sheaf.aws.AwsFarm;
import farm.sheaf.aws.FarmResources;
import farm.sheaf.aws.queue.JobQueue;
import farm.sheaf.core.port.JobStore;
import farm.sheaf.core.port.Stores;
import farm.sheaf.local.function.LocalFunction;
import farm.sheaf.local.http.HttpFront;
import farm.sheaf.local.sqs.FarmQueues;
import farm.sheaf.local.trigger.QueueTrigger;
import farm.sheaf.local.trigger.Schedule;
import farm.sheaf.logger.LoggerHandler;
import farm.sheaf.server.ServerHandler;
import farm.sheaf.watcher.WatcherHandler;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** The three functions on the farm's queues: their handlers, and what calls them. */
final class Functions implements AutoCloseable {
  private final AwsClients clients;
  private final FarmResources resources;
  private final FarmOptions.Tempo tempo;
  private final FarmQueues queues;
  private final Handlers handlers;
  private final List<QueueTrigger> triggers = new ArrayList<>();
  private final List<Schedule> schedules = new ArrayList<>();

  /** The functions by what they do. */
  private record Handlers(
      LocalFunction server, LocalFunction watcher, LocalFunction logger, InstantSource clock) {}

  private Functions(
      AwsClients clients, FarmResources resources, FarmOptions.Tempo tempo, Handlers handlers) {
    this.clients = clients;
    this.resources = resources;
    this.tempo = tempo;
    this.handlers = handlers;
    this.queues = new FarmQueues(clients.sqs(), LocalFarm.REGION);
  }

  /** Makes the queues and wires the handlers; nothing calls them yet. */
  static Functions wire(
      AwsClients clients,
      FarmResources resources,
      Stores stores,
      FarmOptions.Tempo tempo,
      InstantSource clock) {
    AwsFarm farm = AwsFarm.of(clients, resources, stores, tempo.quiet());
    Handlers handlers =
        new Handlers(
            function("server", new ServerHandler(farm.useCases(), resources), tempo, clock),
            function("watcher", new WatcherHandler(farm.useCases(), resources), tempo, clock),
            function("logger", new LoggerHandler(farm.useCases(), farm.logs()), tempo, clock),
            clock);
    Functions functions = new Functions(clients, resources, tempo, handlers);
    functions.queues.make(resources.queues(), tempo.lease(), tempo.functionTimeout());
    return functions;
  }

  private static LocalFunction function(
      String name, RequestStreamHandler handler, FarmOptions.Tempo tempo, InstantSource clock) {
    return new LocalFunction(name, handler, tempo.functionTimeout(), clock);
  }

  List<LocalFunction> all() {
    return List.of(handlers.server(), handlers.watcher(), handlers.logger());
  }

  HttpFront.Jobs jobs(JobStore store) {
    return new HttpFront.Jobs(new JobQueue(clients.sqs(), resources.queues()), store);
  }

  String frameEventsUrl() {
    return queues.url(resources.queues().frameEvents());
  }

  void startTriggers() {
    FarmResources.Queues names = resources.queues();
    triggers.add(trigger(names.frameEvents(), handlers.watcher()));
    triggers.add(trigger(names.dead().jobs(), handlers.watcher()));
    triggers.add(trigger(names.logging(), handlers.logger()));
    schedules.add(Schedule.start(handlers.watcher(), tempo.sweepEvery(), handlers.clock()));
  }

  private QueueTrigger trigger(String queue, LocalFunction function) {
    QueueTrigger.Source source = new QueueTrigger.Source(queues.url(queue), queues.arn(queue));
    return QueueTrigger.start(clients.sqs(), source, function, QueueTrigger.Batching.USUAL);
  }

  @Override
  public void close() {
    schedules.forEach(Schedule::close);
    triggers.forEach(QueueTrigger::close);
  }
}
