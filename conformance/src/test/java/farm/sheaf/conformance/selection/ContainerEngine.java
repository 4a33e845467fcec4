package farm.sheaf.conformance.selection;

import com.github.dockerjava.api.exception.NotFoundException;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;

/** The container engine that Testcontainers finds. */
public final class ContainerEngine implements Wishes.Engine {
  @Override
  public Optional<String> missing() {
    return DockerClientFactory.instance().isDockerAvailable()
        ? Optional.empty()
        : Optional.of("Testcontainers reaches none; start one, or name its socket in DOCKER_HOST");
  }

  @Override
  public boolean has(String image) {
    try {
      DockerClientFactory.lazyClient().inspectImageCmd(image).exec();
      return true;
    } catch (NotFoundException e) {
      return false;
    }
  }
}
