// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uptane.attack;

import dev.dcmrig.uptane.Yard;
import dev.dcmrig.uptane.verify.Installation;
import dev.dcmrig.uptane.verify.Rejection;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One attack under way: the yard, the time, and what the vehicle would install. */
final class Play {
  private static final Duration POLL = Duration.ofHours(1);
  private static final int MOST_POLLS = 24 * 100;

  /** What an attacker does; comes back only if nobody noticed. */
  interface Attack {
    void on(Play play) throws Rejection, IOException;
  }

  final Yard yard = new Yard();
  final List<Installation> installable = new ArrayList<>();
  Instant start = Yard.START;
  String noticedBy = "";

  /** The one who is asked next is the one who notices. */
  Play asking(String who) {
    noticedBy = who;
    return this;
  }

  /** One cycle of the primary. */
  void cycle() throws Rejection {
    noticedBy = "primary";
    installable.addAll(yard.cycle());
  }

  /** The attack begins now, after a good cycle. */
  void begins() throws Rejection {
    yard.cycle();
    start = yard.now;
  }

  /** Something once an hour, until somebody notices. */
  void eachPoll(Attack once) throws Rejection, IOException {
    each(POLL, once);
  }

  /** Something in steps of time, until somebody notices. */
  void each(Duration pause, Attack once) throws Rejection, IOException {
    for (int i = 0; i < MOST_POLLS; i++) {
      once.on(this);
      yard.now = yard.now.plus(pause);
    }
  }

  Duration sinceStart() {
    return Duration.between(start, yard.now);
  }
}
