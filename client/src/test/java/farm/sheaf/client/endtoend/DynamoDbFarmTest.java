package farm.sheaf.client.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import farm.sheaf.aws.AwsClients;
import farm.sheaf.aws.Dynalite;
import farm.sheaf.aws.FarmResources;
import farm.sheaf.aws.table.DynamoDbStores;
import farm.sheaf.core.port.Stores;
import farm.sheaf.core.scene.BlendBytes;
import farm.sheaf.local.FarmOptions;
import farm.sheaf.local.LocalFarm;
import farm.sheaf.local.home.FarmHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same farm on the job table of the cloud, with a stub for a renderer. */
class DynamoDbFarmTest {
  private static final String STUB_RENDERER = "farm.sheaf.worker.StubRendererMain";

  @TempDir Path home;
  @TempDir Path folder;

  @Test
  void a_job_goes_from_submission_to_film_with_its_record_in_dynamodb() throws IOException {
    Dynalite.unavailable().ifPresent(why -> Assumptions.abort(why));
    try (Dynalite dynalite = Dynalite.start();
        AwsClients table = new AwsClients(dynalite.environment())) {
      String name = FarmResources.ONE_MACHINE.table();
      DynamoDbStores.ensureTable(table.dynamoDb(), name);
      Stores stores = DynamoDbStores.of(table.dynamoDb(), name);
      try (LocalFarm.Started farm =
              LocalFarm.start(
                  new FarmHome(home).create(),
                  QuickFarm.options(STUB_RENDERER)
                      .with(_ -> new FarmOptions.OpenTable(stores, () -> {})));
          FarmUser user = new FarmUser(farm.environment())) {
        Path scene = Files.write(folder.resolve("a.blend"), BlendBytes.plain(1, 40, "Scene"));
        ObjectNode job = user.completed(user.submit(scene, "a.blend", ""));
        String id = job.path("jobId").asText();
        assertThat(user.frames(id)).hasSize(40);
        assertThat(Film.of(user.film(job, folder)).frames()).isEqualTo(40);
        assertThat(user.timed(id, 40).path("timings").path("attempts").asInt()).isEqualTo(40);
        user.ask("{\"action\": \"requeue\", \"jobId\": \"%s\", \"frames\": \"7\"}".formatted(id));
        assertThat(user.completed(id).path("run").asInt()).isEqualTo(2);
        user.ask("{\"action\": \"delete\", \"jobId\": \"%s\"}".formatted(id));
        assertThat(user.ask("{\"action\": \"list\"}").path("jobs")).isEmpty();
      }
    }
  }
}
