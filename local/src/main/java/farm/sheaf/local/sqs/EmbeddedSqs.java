package farm.sheaf.local.sqs;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import farm.sheaf.local.home.FarmHome;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.http.scaladsl.Http;
import org.apache.pekko.pattern.Patterns;
import org.elasticmq.StrictSQSLimits$;
import org.elasticmq.actor.QueueManagerActor;
import org.elasticmq.actor.queue.QueueEvent;
import org.elasticmq.persistence.sql.DB;
import org.elasticmq.persistence.sql.SqlQueuePersistenceActor;
import org.elasticmq.persistence.sql.SqlQueuePersistenceConfig;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.elasticmq.util.NowProvider;
import scala.Option;
import scala.collection.immutable.Nil$;
import scala.concurrent.Await;
import scala.concurrent.duration.FiniteDuration;
import scalikejdbc.ConnectionPool$;

/**
 * An SQS server in this JVM, with its messages in a database in the farm's home. It listens on the
 * loopback interface; like every SQS emulator it checks no signatures.
 *
 * <p>A message that was accepted is on disk: the database writes at every commit ({@code
 * WRITE_DELAY=0}), because by default it loses half a second when the process is killed. Its file
 * keeps the room of old messages for 45 seconds, so that a power cut finds them whole; stopping
 * gives the room back ({@code MAX_COMPACT_TIME}).
 *
 * <p>ElasticMQ keeps its database connections in one place for the whole JVM, so at most one such
 * server runs in a JVM at a time.
 */
public final class EmbeddedSqs implements AutoCloseable {
  /** The account that queue addresses and ARNs carry. */
  public static final String ACCOUNT = "000000000000";

  private static final String DRIVER = "org.h2.Driver";
  private static final String USER = "sheaf";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ActorSystem actors;
  private final Http.ServerBinding binding;

  private EmbeddedSqs(ActorSystem actors, Http.ServerBinding binding) {
    this.actors = actors;
    this.binding = binding;
  }

  /**
   * Starts the server with all the queues and messages that the home holds.
   *
   * @param port 0 for any that is free
   * @throws IOException when the port is taken
   */
  public static EmbeddedSqs start(FarmHome home, int port, String region) throws IOException {
    ActorSystem actors = ActorSystem.create("sqs", quiet());
    try {
      ActorRef storage = storage(actors, home);
      ActorRef manager =
          actors.actorOf(
              Props.create(
                  QueueManagerActor.class,
                  () ->
                      new QueueManagerActor(
                          new NowProvider(), StrictSQSLimits$.MODULE$, Option.apply(storage))));
      // Before the first request: a queue that is asked for too early would be made anew.
      Patterns.ask(storage, new QueueEvent.Restore(manager), PATIENCE).toCompletableFuture().join();
      SQSRestServer server =
          SQSRestServerBuilder.withActorSystem(actors)
              .withQueueManagerActor(manager)
              .withInterface("127.0.0.1")
              .withPort(port)
              .withAWSRegion(region)
              .withAWSAccountId(ACCOUNT)
              .start();
      return new EmbeddedSqs(actors, server.waitUntilStarted());
    } catch (RuntimeException e) {
      stop(actors);
      if (e.getCause() instanceof java.net.BindException bind) {
        throw bind;
      }
      throw e;
    }
  }

  private static ActorRef storage(ActorSystem actors, FarmHome home) {
    // Not closed by H2's own shutdown hook: on Ctrl-C the workers still hand back what they have.
    String uri =
        "jdbc:h2:file:"
            + home.sqs().resolve("queues")
            + ";WRITE_DELAY=0;MAX_COMPACT_TIME=1000;DB_CLOSE_ON_EXIT=FALSE";
    SqlQueuePersistenceConfig config =
        new SqlQueuePersistenceConfig(true, DRIVER, uri, USER, "", false);
    // The first DB of a JVM opens the connections; a later one would keep those of the first.
    new DB(config);
    ConnectionPool$ pools = ConnectionPool$.MODULE$;
    pools.singleton(
        uri,
        USER,
        "",
        pools.singleton$default$4(),
        pools.singleton$default$5(uri, USER, "", pools.singleton$default$4()));
    return actors.actorOf(
        Props.create(
            SqlQueuePersistenceActor.class,
            () -> new SqlQueuePersistenceActor(config, emptyList())));
  }

  @SuppressWarnings("unchecked") // Scala's empty list is a list of anything.
  private static <T> scala.collection.immutable.List<T> emptyList() {
    return (scala.collection.immutable.List<T>) (Object) Nil$.MODULE$;
  }

  private static Config quiet() {
    return ConfigFactory.parseString(
            """
            pekko.loglevel = WARNING
            pekko.stdout-loglevel = OFF
            pekko.log-dead-letters = off
            pekko.log-dead-letters-during-shutdown = off
            pekko.jvm-exit-on-fatal-error = off
            pekko.daemonic = on
            pekko.coordinated-shutdown.run-by-jvm-shutdown-hook = off
            """)
        .withFallback(ConfigFactory.load());
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + binding.localAddress().getPort());
  }

  /** Cuts the connections that wait for messages, then stops. */
  @Override
  public void close() {
    try {
      Await.ready(
          binding.terminate(FiniteDuration.apply(100, TimeUnit.MILLISECONDS)),
          FiniteDuration.apply(PATIENCE.toSeconds(), TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (java.util.concurrent.TimeoutException e) {
      throw new IllegalStateException("the SQS server does not stop", e);
    } finally {
      stop(actors);
    }
  }

  private static void stop(ActorSystem actors) {
    actors.terminate();
    actors.getWhenTerminated().toCompletableFuture().join();
    ConnectionPool$.MODULE$.closeAll();
  }
}
