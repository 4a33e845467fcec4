package farm.sheaf.core.farm;

import org.junit.jupiter.api.Test;

/**
 * Many farms of two busy jobs live through random weather: news late, doubled and lost, frames that
 * vanish, workers and functions that die at any call, users who cancel, requeue, delete and submit
 * again. When the weather is over, every farm must have come to a right end, having sent no more
 * than was due.
 *
 * <p>{@code -Dsheaf.model.steps=N} says how many steps in all, {@code -Dsheaf.model.seed=S} where
 * chance begins; the seed of each run is printed. A farm that ends ill prints what leads to it
 * alone.
 */
class ModelTest {
  private static final int STEPS_OF_A_FARM = 200;

  @Test
  void whatever_happens_every_job_comes_to_its_end_and_nothing_is_sent_that_is_not_due() {
    long steps = Long.getLong("sheaf.model.steps", 100_000);
    long seed = Long.getLong("sheaf.model.seed", System.nanoTime());
    System.out.printf("model test: %,d steps, -Dsheaf.model.seed=%d%n", steps, seed);
    for (long farm = 0; farm * STEPS_OF_A_FARM < steps; farm++) {
      ModelFarm model = new ModelFarm(seed + farm, weather(farm));
      try {
        for (int step = 0; step < STEPS_OF_A_FARM; step++) {
          model.step();
        }
        model.comeToRest();
        model.assertAllIsWell();
      } catch (AssertionError | RuntimeException | Mortality.Killed e) {
        throw new AssertionError(
            "-Dsheaf.model.seed=%d -Dsheaf.model.steps=%d -Dsheaf.model.weather=%s%n%s"
                .formatted(seed + farm, STEPS_OF_A_FARM, model.weather(), model.diary()),
            e);
      }
    }
  }

  private static ModelFarm.Weather weather(long farm) {
    String named = System.getProperty("sheaf.model.weather", "");
    return named.isEmpty() ? ModelFarm.Weather.of(farm) : ModelFarm.Weather.valueOf(named);
  }
}
