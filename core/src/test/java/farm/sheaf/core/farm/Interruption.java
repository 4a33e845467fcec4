package farm.sheaf.core.farm;

import farm.sheaf.core.port.FrameFiles;
import farm.sheaf.core.port.JobStore;
import farm.sheaf.core.port.LogFiles;
import farm.sheaf.core.port.Ports;
import farm.sheaf.core.port.ProgressStore;
import farm.sheaf.core.port.SceneFiles;
import farm.sheaf.core.port.Stores;
import farm.sheaf.core.port.WorkQueue;
import farm.sheaf.core.port.WorkerStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** Has something happen around the n-th call that somebody makes of a farm's ports. */
class Interruption {
  private final Runnable before;
  private int callsLeft;

  /**
   * @param call the place, from 1
   * @param before what happens just before that call takes effect
   */
  Interruption(int call, Runnable before) {
    this.callsLeft = call;
    this.before = before;
  }

  /** The same ports, at which it may happen. */
  Ports inFrontOf(Ports behind) {
    return new Ports(
        new Stores(
            watched(JobStore.class, behind.stores().jobs()),
            watched(ProgressStore.class, behind.stores().progress()),
            watched(WorkerStore.class, behind.stores().workers())),
        watched(SceneFiles.class, behind.scenes()),
        watched(FrameFiles.class, behind.frames()),
        watched(LogFiles.class, behind.logs()),
        watched(WorkQueue.class, behind.queue()));
  }

  private <T> T watched(Class<T> port, T behind) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (_, method, arguments) -> {
              boolean here = --callsLeft == 0;
              if (here) {
                before.run();
              }
              try {
                Object answer = method.invoke(behind, arguments);
                if (here) {
                  after();
                }
                return answer;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  /** What happens just after the call took effect. */
  void after() {}

  /** Moves the place to this many calls from now. */
  void placeAt(int call) {
    callsLeft = call;
  }
}
