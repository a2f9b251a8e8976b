// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecus.navigation;

/** How the navigation system is. */
public enum NavigationState {
  WORKING,
  /** It reports a fault. */
  FAULTY,
  /** It sends nothing. */
  SILENT
}
