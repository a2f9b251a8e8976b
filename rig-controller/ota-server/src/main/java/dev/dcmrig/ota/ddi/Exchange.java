// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.ddi;

import java.util.List;
import java.util.Optional;

/** What a device may ask, by its path. */
public enum Exchange {
  POLL,
  CONFIG_DATA,
  DEPLOYMENT,
  FEEDBACK,
  INSTALLED,
  CANCEL,
  CANCEL_FEEDBACK,
  CONFIRMATION,
  CONFIRMATION_FEEDBACK,
  DOWNLOAD;

  private static final int BASE = 4;

  /** The exchange of a path; nothing if it is none. */
  static Optional<Exchange> of(List<String> path) {
    if (path.size() == BASE) {
      return Optional.of(POLL);
    }
    boolean feedback = path.get(path.size() - 1).equals("feedback");
    return switch (path.get(BASE)) {
      case "configData" -> Optional.of(CONFIG_DATA);
      case "deploymentBase" -> Optional.of(feedback ? FEEDBACK : DEPLOYMENT);
      case "installedBase" -> Optional.of(INSTALLED);
      case "cancelAction" -> Optional.of(feedback ? CANCEL_FEEDBACK : CANCEL);
      case "confirmationBase" -> Optional.of(feedback ? CONFIRMATION_FEEDBACK : CONFIRMATION);
      case "softwaremodules" -> Optional.of(DOWNLOAD);
      default -> Optional.empty();
    };
  }
}
