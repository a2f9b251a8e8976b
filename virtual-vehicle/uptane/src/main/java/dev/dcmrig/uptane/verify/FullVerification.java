// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uptane.verify;

import dev.dcmrig.uptane.metadata.Role;
import dev.dcmrig.uptane.metadata.Target;
import dev.dcmrig.uptane.metadata.Targets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Full verification (Uptane 5.4.4.2), as a primary does it: the director's metadata, then the image
 * repository's, then for each image that the director orders the agreement of both.
 *
 * <p>It says which file it wants and is told what came, as {@link RepositoryUpdate} does. Its
 * result is there at the end only, for all ECUs or for none: one refused image ends the cycle.
 */
public final class FullVerification implements Requests {
  /** Names of the two repositories in {@link Wanted#repository}. */
  public static final String DIRECTOR = "director";

  public static final String IMAGE = "image";

  private final UptaneVerifier verifier;
  private final Limits limits;
  private final Vehicle vehicle;
  private final RepositoryUpdate director;
  private final RepositoryUpdate image;
  private final List<Installation> installations = new ArrayList<>();
  private final List<Installation> agreed = new ArrayList<>();
  private @Nullable Iterator<Target> ordered;
  private @Nullable Target target;
  private @Nullable TargetSearch search;
  private TrustedRepository imageTrusted;
  private boolean over;

  public FullVerification(
      UptaneVerifier verifier,
      Limits limits,
      Vehicle vehicle,
      TrustedRepository director,
      TrustedRepository image) {
    this.verifier = verifier;
    this.limits = limits;
    this.vehicle = vehicle;
    this.director = new RepositoryUpdate(DIRECTOR, verifier, limits, director);
    this.image = new RepositoryUpdate(IMAGE, verifier, limits, image);
    this.imageTrusted = image;
  }

  @Override
  public Optional<Wanted> wanted() {
    if (over) {
      return Optional.empty();
    }
    Optional<Wanted> ofDirector = director.wanted();
    if (ofDirector.isPresent()) {
      return ofDirector;
    }
    Optional<Wanted> ofImage = image.wanted();
    return ofImage.isPresent() || search == null ? ofImage : search.wanted();
  }

  @Override
  public void arrived(byte[] bytes) throws Rejection {
    try {
      if (director.wanted().isPresent()) {
        director.arrived(bytes);
      } else if (image.wanted().isPresent()) {
        image.arrived(bytes);
      } else {
        running().arrived(bytes);
      }
      goOn();
    } catch (Rejection rejection) {
      over = true;
      throw rejection;
    }
  }

  @Override
  public void absent() throws Rejection {
    try {
      if (director.wanted().isPresent()) {
        director.absent();
      } else if (image.wanted().isPresent()) {
        image.absent();
      } else {
        running().absent();
      }
      goOn();
    } catch (Rejection rejection) {
      over = true;
      throw rejection;
    }
  }

  /** What is to be installed; empty until verification is over, and if it failed. */
  public List<Installation> installations() {
    return List.copyOf(installations);
  }

  /** What is trusted of the director by now, after a rejection, too: the next cycle's beginning. */
  public TrustedRepository director() {
    return director.trusted();
  }

  /** What is trusted of the image repository by now. */
  public TrustedRepository image() {
    if (search != null) {
      return search.trusted();
    }
    return ordered == null ? image.trusted() : imageTrusted;
  }

  private TargetSearch running() {
    if (search == null) {
      throw new IllegalStateException("no file was wanted");
    }
    return search;
  }

  private void goOn() throws Rejection {
    if (director.wanted().isPresent()) {
      return;
    }
    if (ordered == null) {
      List<Target> news = newTargets();
      if (news.isEmpty()) { // step 6
        over = true;
        return;
      }
      if (!verifier.isImageRepositoryAsked()) {
        over = true;
        for (Target each : news) {
          agreeFor(each);
        }
        installations.addAll(agreed);
        return;
      }
      if (image.wanted().isPresent()) {
        return;
      }
      imageTrusted = image.trusted();
      ordered = news.iterator();
    }
    nextTargets(ordered);
  }

  /** The director's images that are not installed yet, by path: the same order each time. */
  private List<Target> newTargets() throws Rejection {
    Targets targets = director.trusted().targets(Role.TARGETS.fileName()).orElseThrow();
    UptaneVerifier.directorTargets(targets, vehicle.id(), vehicle.ecus().keySet());
    List<Target> news = new ArrayList<>();
    for (Target each : new TreeMap<>(targets.targets()).values()) {
      if (!vehicle.hasInstalled(each)) {
        news.add(each);
      }
    }
    return news;
  }

  private void nextTargets(Iterator<Target> targets) throws Rejection {
    while (true) {
      if (search != null && target != null) {
        if (search.wanted().isPresent()) {
          return;
        }
        agree(target, search);
        imageTrusted = search.trusted();
        search = null;
      }
      if (!targets.hasNext()) {
        over = true;
        installations.addAll(agreed);
        return;
      }
      target = targets.next();
      search =
          new TargetSearch(
              IMAGE,
              verifier,
              limits,
              imageTrusted,
              target.path(),
              new HashSet<>(target.ecus().values()),
              TargetSearch.Terminating.STOPS);
    }
  }

  /** Step 10. */
  private void agree(Target ofDirector, TargetSearch search) throws Rejection {
    Optional<Target> ofImage = search.found();
    if (ofImage.isEmpty()) {
      throw new Rejection(
          "5.4.4.7-5",
          Attack.ARBITRARY_SOFTWARE,
          ofDirector.path() + ": nobody with the authority signed it in the image repository");
    }
    UptaneVerifier.match(ofDirector, ofImage.get());
    agreeFor(ofDirector);
  }

  /** Each ECU that the director names may install it. */
  private void agreeFor(Target ofDirector) throws Rejection {
    Set<String> ids = new TreeSet<>(ofDirector.ecus().keySet());
    if (ids.isEmpty()) {
      throw new Rejection(
          "5.2.3.1.1", Attack.WRONG_ECU, ofDirector.path() + ": the director names no ECU for it");
    }
    Map<String, Ecu> ecus = vehicle.ecus();
    for (String id : ids) {
      Ecu ecu = ecus.get(id);
      if (ecu == null) {
        throw new IllegalStateException("rule 5.4.4.6-8 knows the vehicle's ECUs, but not " + id);
      }
      verifier.forEcu(ofDirector, ecu);
      agreed.add(new Installation(ecu, ofDirector));
    }
  }
}
