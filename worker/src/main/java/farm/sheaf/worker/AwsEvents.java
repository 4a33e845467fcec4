package farm.sheaf.worker;

import farm.sheaf.aws.queue.EventSender;
import farm.sheaf.core.work.WorkerEvent;
import farm.sheaf.worker.port.EventLog;

/** Events to the logging queue. */
record AwsEvents(EventSender sender) implements EventLog {
  @Override
  public void emit(WorkerEvent event) {
    sender.send(event);
  }

  @Override
  public void flush() {
    sender.flush();
  }
}
