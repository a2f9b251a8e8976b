// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.api;

import java.time.Duration;

/** The numbers of a DCM profile ({@code hil-configs/dcm-profiles/}), by their path in the file. */
public interface DcmProfile {

  String name();

  /** For instance {@code duration("sos.holdTime")}. Unknown paths are an error of the scenario. */
  Duration duration(String path);

  int count(String path);

  double number(String path);

  String text(String path);
}
