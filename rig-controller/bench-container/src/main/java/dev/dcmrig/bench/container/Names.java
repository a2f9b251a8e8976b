// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.container;

import java.util.concurrent.atomic.AtomicLong;

/** Names of containers and their networks: unique on an engine, whoever else uses it. */
final class Names {
  private static final AtomicLong COUNT = new AtomicLong();

  private Names() {}

  /** {@code dcm-rig-PID-START-N}: a process number alone is used again. */
  static String next() {
    ProcessHandle self = ProcessHandle.current();
    long start = self.info().startInstant().map(java.time.Instant::toEpochMilli).orElse(0L);
    return "dcm-rig-"
        + self.pid()
        + "-"
        + Long.toString(start, Character.MAX_RADIX)
        + "-"
        + COUNT.incrementAndGet();
  }
}
