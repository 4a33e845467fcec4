package farm.sheaf.core.farm;

import farm.sheaf.core.port.JobStore;
import farm.sheaf.core.port.ProgressStore;
import farm.sheaf.core.port.Stores;
import farm.sheaf.core.port.WorkerStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Stores that note each call before they pass it on. */
final class CountingStores {
  private static final Set<String> READS =
      Set.of("find", "list", "active", "pages", "failures", "times", "heardOf");

  private final List<String> calls = new ArrayList<>();
  private final Stores stores;

  CountingStores(Stores behind) {
    stores =
        new Stores(
            counted(JobStore.class, behind.jobs()),
            counted(ProgressStore.class, behind.progress()),
            counted(WorkerStore.class, behind.workers()));
  }

  Stores stores() {
    return stores;
  }

  List<String> reads() {
    return calls.stream().filter(CountingStores::isRead).toList();
  }

  List<String> writes() {
    return calls.stream().filter(call -> !isRead(call)).toList();
  }

  private static boolean isRead(String call) {
    String name = call.substring(0, call.indexOf('['));
    return READS.contains(name) || call.equals("sweptTo[]");
  }

  private <T> T counted(Class<T> port, T behind) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (_, method, arguments) -> {
              Object[] given = arguments == null ? new Object[0] : arguments;
              calls.add(method.getName() + Arrays.toString(given));
              try {
                return method.invoke(behind, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
