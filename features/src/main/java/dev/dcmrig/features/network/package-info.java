// SPDX-License-Identifier: Apache-2.0
/** Steps and checks of how the DCM deals with network and backend (NET). */
@NullMarked
package dev.dcmrig.features.network;

import org.jspecify.annotations.NullMarked;
