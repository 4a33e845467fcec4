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

/**
 * Kills whoever makes the n-th call of a port, once: before the call takes effect or after. What a
 * killed process did before stays done; what it was about to do is not done.
 */
final class Mortality {
  /** On which side of the call the process dies. */
  enum Side {
    BEFORE,
    AFTER
  }

  /** The process is gone; no handler of its own sees it. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  private int callsLeft = Integer.MAX_VALUE;
  private Side side = Side.AFTER;

  void killAtCall(int call, Side onWhichSide) {
    callsLeft = call;
    side = onWhichSide;
  }

  void spare() {
    callsLeft = Integer.MAX_VALUE;
  }

  /** The same ports, at which one may die. */
  Ports inFrontOf(Ports behind) {
    return new Ports(
        new Stores(
            mortal(JobStore.class, behind.stores().jobs()),
            mortal(ProgressStore.class, behind.stores().progress()),
            mortal(WorkerStore.class, behind.stores().workers())),
        mortal(SceneFiles.class, behind.scenes()),
        mortal(FrameFiles.class, behind.frames()),
        mortal(LogFiles.class, behind.logs()),
        mortal(WorkQueue.class, behind.queue()));
  }

  private <T> T mortal(Class<T> port, T behind) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (_, method, arguments) -> {
              boolean last = --callsLeft == 0;
              if (last && side == Side.BEFORE) {
                throw new Killed();
              }
              Object answer;
              try {
                answer = method.invoke(behind, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
              if (last) {
                throw new Killed();
              }
              return answer;
            }));
  }
}
