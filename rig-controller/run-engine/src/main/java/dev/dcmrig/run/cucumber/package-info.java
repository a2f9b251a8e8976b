// SPDX-License-Identifier: Apache-2.0
/**
 * Everything that knows Cucumber, its internals among it: feature files become scenarios, and
 * scenarios run. A new version of Cucumber changes this package and no other.
 */
@NullMarked
package dev.dcmrig.run.cucumber;

import org.jspecify.annotations.NullMarked;
