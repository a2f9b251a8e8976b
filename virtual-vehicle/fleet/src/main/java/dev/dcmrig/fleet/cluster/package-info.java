// SPDX-License-Identifier: Apache-2.0
/** A Vert.x over several processes. The only place that knows Infinispan and JGroups. */
@NullMarked
package dev.dcmrig.fleet.cluster;

import org.jspecify.annotations.NullMarked;
