// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli;

import dev.dcmrig.app.console.Console;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.qualify.report.QualificationFiles;
import dev.dcmrig.qualify.run.Noticed;
import dev.dcmrig.qualify.run.Outcome;
import dev.dcmrig.qualify.run.Qualified;
import dev.dcmrig.qualify.run.Request;
import dev.dcmrig.qualify.run.Watcher;
import java.nio.file.Path;
import java.util.Locale;

/** What a user sees of a qualification. */
final class QualifyProgress implements Watcher {
  /** Scenarios between two lines about those that run without a fault. */
  private static final int EVERY = 50;

  private final Console console;
  private final RigHome home;

  QualifyProgress(Console console, RigHome home) {
    this.console = console;
    this.home = home;
  }

  void begins(Request request, int all) {
    console.line(
        console.strong("Who notices")
            + String.format(
                Locale.ROOT,
                ": %d of %d faults of %s, seed %d, part %d/%d",
                Math.min(all, request.sample()),
                all,
                request.domain().name(),
                request.seed(),
                request.shard().index(),
                request.shard().count()));
    console.line(console.faint("folder: " + home.shown(request.out())));
  }

  @Override
  public void surveyed(int done, int of) {
    if (done % EVERY == 0 || done == of) {
      console.line(console.faint("without a fault: " + done + " of " + of + " scenarios"));
    }
  }

  @Override
  public void tried(int done, int of, Outcome outcome) {
    boolean survived = outcome.noticed().group() == Noticed.Group.SURVIVED;
    String words = outcome.noticed().words();
    console.line(
        String.format(
            Locale.ROOT,
            "%s %s  %s  %s",
            console.faint(String.format(Locale.ROOT, "%4d/%d", done, of)),
            survived ? console.strong(words) : words,
            outcome.id(),
            console.faint(
                String.join(
                    ", ",
                    outcome.what(),
                    outcome.place(),
                    outcome.tried() + " scenarios",
                    outcome.scenario()))));
  }

  @Override
  public void note(String sentence) {
    console.line(console.faint(sentence));
  }

  void finished(Qualified qualified, Path folder) {
    console.line("");
    qualified
        .counts()
        .forEach(
            (noticed, count) -> {
              if (count > 0) {
                console.line(String.format(Locale.ROOT, "%5d %s", count, noticed.words()));
              }
            });
    console.line(
        console.strong(
            String.format(
                Locale.ROOT,
                "%s%.1f %% noticed (%d of %d); the goal is %.0f %%",
                qualified.isComplete()
                    ? ""
                    : "incomplete, "
                        + qualified.outcomes().size()
                        + " of "
                        + qualified.sample()
                        + " tried: ",
                qualified.percent(),
                qualified.count(Noticed.Group.NOTICED),
                qualified.count(Noticed.Group.NOTICED) + qualified.count(Noticed.Group.SURVIVED),
                qualified.request().domain().goal())));
    console.line("page: " + home.shown(folder.resolve(QualificationFiles.PAGE)));
  }
}
