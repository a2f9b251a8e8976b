// SPDX-License-Identifier: Apache-2.0
/** The steps of the scenarios. They know the ports of {@code rig-api} and nothing behind them. */
@NullMarked
package dev.dcmrig.features;

import org.jspecify.annotations.NullMarked;
