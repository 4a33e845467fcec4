package farm.sheaf.client.farm;

/**
 * How to start a farm on this machine.
 *
 * @param workers Blender processes side by side, 0 or more
 * @param port of the HTTP front; 0: any that is free
 */
public record Start(int workers, int port) {
  /** One worker, because Blender uses all cores by itself. */
  public static final Start USUAL = new Start(1, 0);
}
