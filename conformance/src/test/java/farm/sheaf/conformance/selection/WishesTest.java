package farm.sheaf.conformance.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WishesTest {
  private static final String IMAGE = "localstack:1";

  private record Engine(Optional<String> missing, String image) implements Wishes.Engine {
    @Override
    public boolean has(String other) {
      return other.equals(image);
    }
  }

  private static final Engine NONE = new Engine(Optional.of("no socket"), "");
  private static final Engine EMPTY = new Engine(Optional.empty(), "");
  private static final Engine WITH_IMAGE = new Engine(Optional.empty(), IMAGE);

  private static Wishes asking(String words) {
    return Wishes.of(Map.of("SHEAF_CONFORMANCE", words));
  }

  @Test
  void localstack_runs_where_engine_and_image_are_there() {
    assertThat(asking("").localStack(WITH_IMAGE, IMAGE)).isInstanceOf(Decision.Run.class);
    assertThat(asking("localstack").localStack(WITH_IMAGE, IMAGE)).isInstanceOf(Decision.Run.class);
  }

  @Test
  void localstack_that_nobody_asked_for_is_left_out_with_its_reason() {
    assertThat(asking("").localStack(NONE, IMAGE))
        .isEqualTo(new Decision.NotRun("no container engine"));
    assertThat(asking("endpoints").localStack(EMPTY, IMAGE))
        .isEqualTo(new Decision.NotRun("the image localstack:1 is not on this machine"));
  }

  @Test
  void localstack_that_was_asked_for_is_fetched_or_fails() {
    assertThat(asking("localstack").localStack(EMPTY, IMAGE)).isInstanceOf(Decision.Run.class);
    assertThat(asking("localstack").localStack(NONE, IMAGE))
        .isInstanceOfSatisfying(
            Decision.Impossible.class, it -> assertThat(it.why()).contains("no socket"));
  }

  @Test
  void endpoints_run_when_asked_for_and_all_given() {
    Map<String, String> all =
        Map.of(
            "SHEAF_CONFORMANCE", "endpoints",
            "AWS_ENDPOINT_URL_S3", "http://a",
            "AWS_ENDPOINT_URL_SQS", "http://b",
            "AWS_ENDPOINT_URL_DYNAMODB", "http://c");
    assertThat(Wishes.of(all).endpoints()).isInstanceOf(Decision.Run.class);
    assertThat(Wishes.of(Map.of("AWS_ENDPOINT_URL_S3", "http://a")).endpoints())
        .isEqualTo(new Decision.NotRun("not asked for"));
    assertThat(asking("localstack, endpoints").endpoints())
        .isInstanceOfSatisfying(
            Decision.Impossible.class,
            it -> assertThat(it.why()).contains("AWS_ENDPOINT_URL_S3 does not say where"));
  }

  @Test
  void without_node_the_embedded_servers_are_told_to_be_missing() {
    assertThat(Wishes.embedded(Optional.of("no node"))).isEqualTo(new Decision.NotRun("no node"));
    assertThat(Wishes.embedded(Optional.empty())).isInstanceOf(Decision.Run.class);
  }

  @Test
  void an_unknown_wish_is_named() {
    assertThatThrownBy(() -> asking("localstak"))
        .hasMessageContaining("\"localstak\" names no servers");
  }
}
