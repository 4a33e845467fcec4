package farm.sheaf.core.job;

/** All that a submission may choose, besides the file and its frames. */
public record JobSettings(RenderSettings render, OutputSettings output, WorkSettings work) {
  public static final JobSettings DEFAULT =
      new JobSettings(RenderSettings.AS_SAVED, OutputSettings.DEFAULT, WorkSettings.DEFAULT);
}
