// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.socketcan;

import dev.dcmrig.can.socketcan.link.BitTimingLimits;
import dev.dcmrig.can.socketcan.link.CanLink;
import dev.dcmrig.can.socketcan.link.Controller;
import dev.dcmrig.can.socketcan.link.ControllerMode;
import dev.dcmrig.can.socketcan.link.LinkSettings;
import dev.dcmrig.can.socketcan.link.NetlinkAnswer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Why an interface can't be set as wanted, and the way out: the kernel's numbers in sentences. */
final class LinkRefusal {
  private final CanLink link;
  private final LinkSettings settings;

  LinkRefusal(CanLink link, LinkSettings settings) {
    this.link = link;
    this.settings = settings;
  }

  /** There is no CAN interface of this name. */
  static SocketCanException missing(String name, List<CanLink> all) {
    String there =
        all.isEmpty()
            ? "there is none; is the adapter plugged in and its driver loaded ('lsusb', 'dmesg')?"
                + " 'ip link add vcan0 type vcan' makes a virtual one"
            : "there is " + all.stream().map(CanLink::name).collect(Collectors.joining(", "));
    return new SocketCanException(name + ": no such CAN interface; " + there, LibC.ENODEV);
  }

  private SocketCanException refuse(String reason, int errno) {
    return new SocketCanException(link.name() + ": " + reason, errno);
  }

  /**
   * What the kernel would refuse in fewer words, found before anything is touched.
   *
   * @throws SocketCanException with the way out
   */
  void check(Controller controller) {
    for (ControllerMode mode : settings.modes()) {
      if (controller.excludes(mode)) {
        throw refuse(
            "its controller can't do "
                + mode.words()
                + "; it can do "
                + words(controller)
                + ": leave --"
                + mode.words()
                + " out, or use another adapter",
            LibC.EOPNOTSUPP);
      }
    }
    if (settings.fd() && (settings.bitRate().isEmpty() || settings.dataBitRate().isEmpty())) {
      throw refuse(
          "for FD the kernel wants both bit rates at a time; give --bitrate and --dbitrate, for"
              + " instance --bitrate 500k --dbitrate 2M",
          LibC.EINVAL);
    }
    if (settings.bitRate().isEmpty() && controller.timing().isEmpty()) {
      throw refuse(
          "has no bit rate yet; give the bus's own, for instance --bitrate 500k", LibC.EINVAL);
    }
    rate(settings.bitRate(), controller.bitRates(), "--bitrate");
    rate(settings.dataBitRate(), controller.dataBitRates(), "--dbitrate");
    if (settings.terminationOhms().isPresent()) {
      termination(settings.terminationOhms().getAsInt(), controller);
    }
  }

  private static String words(Controller controller) {
    String words =
        controller.supportedModes().stream()
            .flatMap(modes -> modes.stream())
            .map(ControllerMode::words)
            .collect(Collectors.joining(", "));
    return words.isEmpty() ? "none of these" : words;
  }

  private void rate(OptionalInt wanted, List<Integer> possible, String option) {
    if (wanted.isPresent() && !possible.isEmpty() && !possible.contains(wanted.getAsInt())) {
      throw refuse(
          option
              + " "
              + wanted.getAsInt()
              + " is none of the bit rates that it can do: "
              + list(possible),
          LibC.EINVAL);
    }
  }

  private void termination(int ohms, Controller controller) {
    if (controller.terminations().isEmpty()) {
      throw refuse(
          "has no termination that can be switched; leave --termination out and put a resistor of"
              + " 120 ohms at the end of the bus",
          LibC.EOPNOTSUPP);
    }
    if (!controller.terminations().contains(ohms)) {
      throw refuse(
          "can't terminate with " + ohms + " ohms, only with " + list(controller.terminations()),
          LibC.EINVAL);
    }
  }

  private static String list(List<Integer> numbers) {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  /**
   * The kernel's refusal, with its own words where it has some.
   *
   * @param takenDown it was up before it was to be set
   */
  SocketCanException of(String what, NetlinkAnswer answer, boolean takenDown) {
    String words =
        answer.sentence().isEmpty() ? "" : " (the kernel says: " + answer.sentence() + ")";
    return refuse(
        what
            + ": "
            + reason(answer.errno())
            + words
            + (takenDown ? "; it was up and is down now" : ""),
        answer.errno());
  }

  private String reason(int errno) {
    return switch (errno) {
      case LibC.EPERM, LibC.EACCES ->
          "not permitted: interfaces are set by root or with CAP_NET_ADMIN; run it with sudo";
      case LibC.ENODEV, LibC.ENXIO -> "the interface is gone; plug the adapter in again";
      case LibC.EBUSY ->
          "it is up, and another program may be bringing it up again (systemd-networkd,"
              + " NetworkManager); stop that, then 'rig can down "
              + link.name()
              + "'";
      case LibC.EINVAL, LibC.EDOM, LibC.ERANGE -> notReachable();
      case LibC.EOPNOTSUPP -> notSupported();
      case LibC.ETIMEDOUT ->
          "the adapter does not answer its driver; unplug it and plug it in again, and see 'dmesg'";
      default -> "the kernel says error " + errno + "; 'dmesg' may say more";
    };
  }

  private String notReachable() {
    if (link.controller().isEmpty()) {
      return "the kernel does not take these values; an MTU is 16 (classic), 72 (FD) or, in newer"
          + " kernels, 76 to 2060 (XL)";
    }
    Controller controller = link.controller().get();
    StringBuilder text = new StringBuilder("the controller can't reach these values");
    if (controller.clockHertz() > 0) {
      text.append(
          String.format(Locale.ROOT, " from its clock of %.3f MHz", controller.clockHertz() / 1e6));
    }
    if (controller.limits().isPresent()) {
      BitTimingLimits limits = controller.limits().get();
      text.append(
          String.format(
              Locale.ROOT,
              " (prescaler %d to %d, %d to %d quanta a bit)",
              limits.prescalerMin(),
              limits.prescalerMax(),
              1 + limits.segment1Min() + limits.segment2Min(),
              1 + limits.segment1Max() + limits.segment2Max()));
    }
    return text.append("; choose another bit rate or sample point, 'dmesg' may say more")
        .toString();
  }

  private String notSupported() {
    if (settings.fd()) {
      return "the controller or its driver can't do this; without --fd and --dbitrate it carries"
          + " classic frames";
    }
    List<String> options = new ArrayList<>();
    settings.modes().forEach(mode -> options.add("--" + mode.words()));
    settings.restartMillis().ifPresent(millis -> options.add("--restart-ms"));
    settings.terminationOhms().ifPresent(ohms -> options.add("--termination"));
    Collections.sort(options);
    String which =
        switch (options.size()) {
          case 0 -> "this";
          case 1 -> options.get(0);
          default -> "one of " + String.join(", ", options);
        };
    return "the controller or its driver can't do " + which + "; leave it out";
  }
}
