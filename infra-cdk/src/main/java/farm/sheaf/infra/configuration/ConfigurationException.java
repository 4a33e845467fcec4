package farm.sheaf.infra.configuration;

/** Something that a deployment said cannot be done; the message says what to write instead. */
public final class ConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ConfigurationException(String message) {
    super(message);
  }
}
