// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.call;

import dev.dcmrig.api.DcmProfile;
import dev.dcmrig.api.EmergencyCentre.Call;
import dev.dcmrig.api.RadioLink.Registration;
import dev.dcmrig.evidence.measurement.EvidenceItem;
import dev.dcmrig.features.scene.Allowances;
import dev.dcmrig.features.scene.CarLog;
import dev.dcmrig.features.scene.Declared;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What no DCM may do with its registration for calls back, whatever the scenario is about
 * (docs/DCM-INTERFACE.md, 2.2):
 *
 * <ol>
 *   <li>It registers after a call that was answered, and asks for the rest of the window.
 *   <li>When that fails it waits for {@code callBack.registerRetry} before another try.
 *   <li>It takes a registration back when the window is over, and not before.
 * </ol>
 */
final class RegistrationConduct {
  /** Of what a registration asks for, and of the gap before another try. */
  static final String WINDOW = "rest of the window, and gap before another try";

  private static final int OK = 200;

  /** The window of a call that a boot cuts off begins with the boot. */
  static final String CUT_OFF = "time from a boot to the end of its call";

  private RegistrationConduct() {}

  /**
   * What is wrong.
   *
   * @param allowed what is let pass
   * @param all of one car, in order of time
   * @param calls of the same car, both ways, in order of time
   */
  static List<EvidenceItem> wrongs(
      Allowances allowed,
      DcmProfile specified,
      CarLog car,
      List<Registration> all,
      List<Call> calls) {
    double seconds = Declared.seconds(allowed.time(WINDOW));
    List<EvidenceItem> wrongs = new ArrayList<>();
    Duration window = specified.duration("callBack.window");
    double retry = Declared.seconds(specified.duration("callBack.registerRetry"));
    Registration before = null;
    for (Registration each : all) {
      Optional<Duration> end = lastEnd(calls, each.at());
      if (end.isEmpty()) {
        if (car.crashes().isEmpty() && car.presses().isEmpty()) {
          wrong(wrongs, each, "no call was before it");
        }
      } else if (!isCutOff(allowed, car, end.get())) {
        double rest = Declared.seconds(end.get().plus(window).minus(each.at()));
        double told = each.expires();
        if (each.reached() && Math.abs(told - Math.max(0, rest)) > seconds) {
          wrong(wrongs, each, "the window is open for " + Math.round(rest) + " s");
        }
      }
      if (before != null && each.expires() != 0) {
        double gap = Declared.seconds(each.at().minus(before.at()));
        boolean failed = !before.reached() || before.status() != OK;
        boolean called = end.isPresent() && end.get().compareTo(before.at()) > 0;
        if (failed && !called && gap < retry - seconds && !car.isBooted(before.at(), each.at())) {
          wrong(wrongs, each, "it comes " + Math.round(gap) + " s after one that failed");
        }
      }
      before = each;
    }
    return wrongs;
  }

  /** Whether the call ended with a boot, or with the back-up battery. */
  private static boolean isCutOff(Allowances allowed, CarLog car, Duration end) {
    Duration near = allowed.time(CUT_OFF);
    return car.isBooted(end.minus(near), end.plus(near)) || !car.isSupplied(end);
  }

  /** When the last call before an instant was over that somebody had answered. */
  private static Optional<Duration> lastEnd(List<Call> calls, Duration at) {
    return calls.stream()
        .filter(call -> call.connected() != null)
        .map(Call::ended)
        .filter(Objects::nonNull)
        .map(Objects::requireNonNull)
        .filter(end -> end.minusSeconds(1).compareTo(at) <= 0)
        .max(Duration::compareTo);
  }

  private static void wrong(List<EvidenceItem> wrongs, Registration each, String why) {
    EvidenceItem item = RegistrationChecks.item(each);
    wrongs.add(new EvidenceItem(item.kind(), item.nanos(), item.what() + ": " + why));
  }
}
