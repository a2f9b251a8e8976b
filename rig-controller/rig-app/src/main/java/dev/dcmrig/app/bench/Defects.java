package dev.dcmrig.app.bench;

import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.Nearest;
import dev.dcmrig.bench.config.Problem;
import dev.dcmrig.dcm.SeededDefects;
import dev.dcmrig.evidence.Subject;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The seeded defects of the emulated DCM and of the emulated service, as the rest of the
 * application knows them.
 */
public final class Defects {

  /** Those of the service behind the network. */
  private static final List<Defect> OF_THE_SERVICE = List.of();

  /**
   * A deliberate fault.
   *
   * @param requirement the one that it breaks
   * @param alsoBreaks others that may fail with it
   * @param subject whom it is seeded into
   */
  public record Defect(
      String id, String requirement, String title, List<String> alsoBreaks, Subject subject) {

    public Defect {
      alsoBreaks = List.copyOf(alsoBreaks);
    }
  }

  private Defects() {}

  /** The whole catalogue: the DCM's, then the service's. */
  public static List<Defect> all() {
    return Stream.concat(ofTheDcm(), OF_THE_SERVICE.stream()).toList();
  }

  private static Stream<Defect> ofTheDcm() {
    return SeededDefects.all().stream()
        .map(
            defect ->
                new Defect(
                    defect.id(),
                    defect.requirement(),
                    defect.title(),
                    defect.alsoBreaks(),
                    Subject.DCM));
  }

  /** Those of some ids that are seeded into one subject. */
  static Set<String> of(Subject subject, Collection<String> ids) {
    return all().stream()
        .filter(defect -> defect.subject() == subject)
        .map(Defect::id)
        .filter(ids::contains)
        .collect(Collectors.toUnmodifiableSet());
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
