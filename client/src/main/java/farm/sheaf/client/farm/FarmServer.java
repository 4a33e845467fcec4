package farm.sheaf.client.farm;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The function {@code server}, or what stands for it in a test. */
public interface FarmServer {
  /** Sends one request and returns what was answered, refusals included. */
  Answer ask(ObjectNode request);
}
