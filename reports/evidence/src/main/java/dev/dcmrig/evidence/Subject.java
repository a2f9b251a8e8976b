// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence;

/** Whom a requirement, an observation or a failure is about. */
public enum Subject {
  /** The device under test. */
  DCM,
  /** The centre, the app or the back end. */
  SERVICE,
  /** The rig itself and its stand-ins. */
  RIG
}
