// SPDX-License-Identifier: Apache-2.0
/**
 * How a bench is made of drivers: each port has several, a bench file names one of them. A driver
 * of one's own implements {@link dev.dcmrig.bench.driver.DriverFactory} (docs/DRIVERS.md).
 */
@NullMarked
package dev.dcmrig.bench.driver;

import org.jspecify.annotations.NullMarked;
