// SPDX-License-Identifier: Apache-2.0
/** Many DCMs that take updates, and a rollout over them, on one timeline. */
@NullMarked
package dev.dcmrig.app.fleet;

import org.jspecify.annotations.NullMarked;
