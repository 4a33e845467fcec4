package farm.sheaf.worker;

import farm.sheaf.worker.film.InstalledFfmpeg;
import farm.sheaf.worker.sequence.SequenceRunner;
import farm.sheaf.worker.stub.Bench;

/** The worker's core on a bench. */
final class Core {
  private Core() {}

  static WorkRunner of(Bench bench) {
    SequenceRunner films =
        new SequenceRunner(
            bench.warm,
            new SequenceRunner.Farm(
                bench.farm, bench.farm, bench.farm, bench.declining, bench.reporter),
            new SequenceRunner.Tools(InstalledFfmpeg.program(), bench.scratch, bench.retry));
    return new WorkRunner(
        bench.terms(),
        bench.warm,
        new WorkRunner.Runners(bench.chunks, films),
        new WorkRunner.Passing(bench.farm, bench.declining),
        bench.reporter);
  }
}
