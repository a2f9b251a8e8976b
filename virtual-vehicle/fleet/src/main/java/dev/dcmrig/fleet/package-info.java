// SPDX-License-Identifier: Apache-2.0
/**
 * A fleet of vehicles over several nodes. One leader leases parts of it; a node hosts what it holds
 * a lease of, and stops when it can't renew it.
 */
@NullMarked
package dev.dcmrig.fleet;

import org.jspecify.annotations.NullMarked;
