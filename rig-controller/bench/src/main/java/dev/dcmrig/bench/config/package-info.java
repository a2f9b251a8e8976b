// SPDX-License-Identifier: Apache-2.0
/**
 * YAML files become checked values. What is wrong is said by file and line, with the next move, and
 * all of it at once.
 */
@NullMarked
package dev.dcmrig.bench.config;

import org.jspecify.annotations.NullMarked;
