// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.can;

import dev.dcmrig.can.socketcan.link.BitTiming;
import dev.dcmrig.can.socketcan.link.CanLink;
import dev.dcmrig.can.socketcan.link.Controller;
import dev.dcmrig.can.socketcan.link.ControllerMode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** An interface in words. */
final class LinkText {
  private LinkText() {}

  /** As {@code up, 500 kbit/s sampled at 87.5 %, error-active, TEC 0, REC 0}. */
  static String of(CanLink link) {
    List<String> parts = new ArrayList<>();
    parts.add(link.up() ? "up" : "down");
    if (link.controller().isPresent()) {
      controller(link, link.controller().get(), parts);
    } else {
      parts.add("virtual");
      parts.add(link.carriesFd() ? "classic and FD" : "classic only");
    }
    return String.join(", ", parts);
  }

  private static void controller(CanLink link, Controller controller, List<String> parts) {
    parts.add(controller.timing().map(LinkText::timing).orElse("no bit rate set"));
    controller.dataTiming().ifPresent(timing -> parts.add("data " + timing(timing)));
    for (ControllerMode mode : controller.modes()) {
      parts.add(mode.words());
    }
    if (link.up()) {
      parts.add(controller.state().words());
    }
    controller.transmitErrors().ifPresent(count -> parts.add("TEC " + count));
    controller.receiveErrors().ifPresent(count -> parts.add("REC " + count));
    if (controller.restartMillis() > 0) {
      parts.add("restarts after " + controller.restartMillis() + " ms");
    }
    controller
        .terminationOhms()
        .ifPresent(
            ohms -> parts.add(ohms == 0 ? "not terminated" : "terminated, " + ohms + " ohms"));
  }

  private static String timing(BitTiming timing) {
    String rate = rate(timing.bitRate());
    return timing.samplePointPerMille() == 0
        ? rate
        : rate + " sampled at " + plain(BigDecimal.valueOf(timing.samplePointPerMille(), 1)) + " %";
  }

  /** As {@code 500 kbit/s}, {@code 83.333 kbit/s}, {@code 2 Mbit/s}. */
  static String rate(int bitsPerSecond) {
    boolean mega = bitsPerSecond >= 1_000_000;
    return plain(BigDecimal.valueOf(bitsPerSecond, mega ? 6 : 3)) + (mega ? " Mbit/s" : " kbit/s");
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }
}
