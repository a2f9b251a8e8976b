// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.driver;

/** Options of a driver that has none. */
public record NoOptions() {}
