package dev.dcmrig.app.bench;

import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.Nearest;
import dev.dcmrig.bench.config.Problem;
import dev.dcmrig.dcm.SeededDefects;
import java.util.Collection;
import java.util.List;

/** The seeded defects of the emulated DCM, as the rest of the application knows them. */
public final class Defects {

  /**
   * A deliberate fault.
   *
   * @param requirement the one that it breaks
   * @param alsoBreaks others that may fail with it
   */
  public record Defect(String id, String requirement, String title, List<String> alsoBreaks) {}

  private Defects() {}

  public static List<Defect> all() {
    return SeededDefects.all().stream()
        .map(
            defect ->
                new Defect(
                    defect.id(),
                    defect.requirement(),
                    defect.title(),
                    List.copyOf(defect.alsoBreaks())))
        .toList();
  }

  /**
   * @throws ConfigurationException for an id that is not in the catalogue
   */
  public static void check(Collection<String> ids) {
    List<String> known = all().stream().map(Defect::id).toList();
    for (String id : ids) {
      if (!known.contains(id)) {
        throw new ConfigurationException(
            new Problem(
                "--defect " + id,
                0,
                "there is no such seeded defect",
                Nearest.to(id, known)
                    .map(near -> "did you mean '" + near + "'?")
                    .orElse("'rig list defects' shows them")));
      }
    }
  }
}
