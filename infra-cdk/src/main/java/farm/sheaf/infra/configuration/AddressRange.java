package farm.sheaf.infra.configuration;

import java.util.regex.Pattern;

/** Some addresses of the internet, never all of them: {@code 203.0.113.7/32}. */
public record AddressRange(String cidr) {
  private static final String BYTE = "(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])";
  private static final Pattern FORM =
      Pattern.compile(BYTE + "(?:\\." + BYTE + "){3}/(?:3[0-2]|[12]?[0-9])");

  public AddressRange {
    if (!FORM.matcher(cidr).matches()) {
      throw new IllegalArgumentException(
          "\"%s\" is no range of addresses; write one such as 203.0.113.7/32".formatted(cidr));
    }
    if (cidr.endsWith("/0")) {
      throw new IllegalArgumentException(
          "%s is the whole internet; write your own address, such as 203.0.113.7/32"
              .formatted(cidr));
    }
  }

  @Override
  public String toString() {
    return cidr;
  }
}
