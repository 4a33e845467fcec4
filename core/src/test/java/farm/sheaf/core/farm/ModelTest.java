package farm.sheaf.core.farm;

import org.junit.jupiter.api.Test;

/**
 * Many farms of two busy jobs live through random weather: news late, doubled and lost, frames that
 * vanish, workers and functions that die at any call, users who cancel, requeue, delete and submit
 * again. When the weather is over, every farm must have come to a right end, having sent no more
 * than was due.
 *
 * <p>{@code -Dsheaf.model.steps=N} says how many steps in all, {@code -Dsheaf.model.seed=S} which
 * weather; the seed of each run is printed.
 */
class ModelTest {
  private static final int STEPS_OF_A_FARM = 200;

  @Test
  void whatever_happens_every_job_comes_to_its_end_and_nothing_is_sent_that_is_not_due() {
    long steps = Long.getLong("sheaf.model.steps", 100_000);
    long seed = Long.getLong("sheaf.model.seed", System.nanoTime());
    System.out.printf("model test: %,d steps, -Dsheaf.model.seed=%d%n", steps, seed);
    for (long farm = 0; farm * STEPS_OF_A_FARM < steps; farm++) {
      ModelFarm model = new ModelFarm(seed + farm, ModelFarm.Weather.of(farm));
      try {
        for (int step = 0; step < STEPS_OF_A_FARM; step++) {
          model.step();
        }
        model.comeToRest();
        model.assertAllIsWell();
      } catch (AssertionError | RuntimeException | Mortality.Killed e) {
        throw new AssertionError(
            "-Dsheaf.model.seed=%d -Dsheaf.model.steps=%d (farm %d, %s)%n%s"
                .formatted(seed + farm, STEPS_OF_A_FARM, farm, model.weather(), model.diary()),
            e);
      }
    }
  }
}
