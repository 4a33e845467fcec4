package farm.sheaf.infra.configuration;

import java.util.regex.Pattern;

/** A version of Kubernetes as EKS counts them: {@code 1.36}. */
public record KubernetesVersion(String text) {
  private static final Pattern FORM = Pattern.compile("1\\.[0-9]{2}");

  public KubernetesVersion {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "\"%s\" is no version of Kubernetes; write one such as 1.36".formatted(text));
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
