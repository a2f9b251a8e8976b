// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.core;

import java.util.Optional;

/**
 * What a target is told when it polls.
 *
 * @param offered what it is to do now
 * @param installed the last action that it installed with success
 */
public record Told(Optional<Action> offered, Optional<Action> installed) {}
