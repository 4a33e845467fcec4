package farm.sheaf.worker.time;

/** Something that was asked to happen later; closing it takes the asking back. */
public interface Registration extends AutoCloseable {
  @Override
  void close();
}
