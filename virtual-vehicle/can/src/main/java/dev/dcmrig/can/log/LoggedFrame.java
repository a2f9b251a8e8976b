// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.log;

import dev.dcmrig.can.Frame;

/**
 * One line of a log.
 *
 * @param epochMicros microseconds since 1970, or since whatever the log's clock began
 * @param channel the interface, for instance {@code can0}
 */
public record LoggedFrame(long epochMicros, String channel, Frame frame) {}
