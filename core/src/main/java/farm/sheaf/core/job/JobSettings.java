package farm.sheaf.core.job;

/** All that a submission may choose, besides the file and its frames. */
public record JobSettings(
    SceneChoice scene, RenderSettings render, OutputSettings output, WorkSettings work) {
  public static final JobSettings DEFAULT =
      new JobSettings(
          SceneChoice.AS_SAVED,
          RenderSettings.AS_SAVED,
          OutputSettings.DEFAULT,
          WorkSettings.DEFAULT);
}
