// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.isotp;

/** Hands the measured times of a link to its listener, and counts what was ignored. */
final class TimeMeter {
  private final IsoTpListener listener;
  private final long uncertaintyNanos;
  private long ignored;

  TimeMeter(IsoTpListener listener, long uncertaintyNanos) {
    this.listener = listener;
    this.uncertaintyNanos = uncertaintyNanos;
  }

  void measured(NTime.Name name, long fromNanos, long toNanos) {
    listener.onTime(new NTime(name, toNanos, toNanos - fromNanos, uncertaintyNanos));
  }

  void ignored() {
    ignored++;
  }

  long ignoredFrames() {
    return ignored;
  }
}
