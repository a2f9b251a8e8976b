// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm;

import dev.dcmrig.dcm.remote.BusRequests;

/** A bus on which nobody answers. */
final class NoRequests implements BusRequests {
  @Override
  public void gnss() {}

  @Override
  public void locks(String word) {}

  @Override
  public void stop() {}
}
