// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.ota;

import dev.dcmrig.sim.settings.Key;
import java.time.Duration;
import java.util.List;

/** Section {@code ota} of a DCM profile (docs/DCM-INTERFACE.md, 2.9). */
public record OtaSettings(
    @Key("The hardware that an image must be made for") String hardware,
    @Key("The version that the DCM leaves the factory with") String factoryVersion,
    @Key("The software identification number of UN R156 for that version") String rxswin,
    @Key("From boot, or from the first word of a server, to the first poll") Duration firstPoll,
    @Key(value = "From one poll to the next, unless the server says", source = "OTA-01")
        Duration pollInterval,
    @Key(value = "A random part of up to this share is added to each gap", source = "OTA-01")
        double pollJitter,
    @Key(
            value = "Whether it polls with data connectivity restricted",
            source = "PRV-01",
            words = {"poll", "stop"})
        String whenRestricted,
    @Key("A request without an answer has failed after this") Duration answerTimeout,
    @Key("An open connection that nothing needs is closed after this") Duration idleTimeout,
    @Key(value = "Tries of what may be given up", minimum = 1) int tries,
    @Key(value = "Room for an image, in blocks of 64 KiB", minimum = 1, maximum = 4096)
        int imageBlocks,
    @Key(
            value = "What a delta may be packed with, to be taken in place of an image",
            source = "OTA-01",
            words = {"zstd", "none"})
        String deltas,
    @Key(value = "Erasures that a block of the flash stands", minimum = 1) int endurance,
    @Key(value = "What the flash takes in a second", unit = "KiB", minimum = 1)
        int flashKibPerSecond,
    @Key(value = "The least battery voltage of an installation", source = "OTA-05", unit = "V")
        double minimumVolts,
    @Key(value = "Positions of the ignition in which it installs", source = "OTA-05")
        List<String> ignition,
    @Key(value = "A precondition counts this long after it was seen", source = "OTA-05")
        Duration seenWithin,
    @Key(value = "From the announcement to the beginning", source = "OTA-10") Duration notice,
    @Key(value = "From one question to the next after it was postponed", source = "OTA-10")
        Duration postpone,
    @Key(value = "An update that can't begin for so long has failed", source = "OTA-05")
        Duration waitLimit,
    @Key(value = "How long the result is shown", source = "OTA-10") Duration resultShown,
    @Key(value = "Starts of a new firmware before it is given up", source = "OTA-06", minimum = 1)
        int bootAttempts,
    @Key(value = "A firmware that hangs is started again after this", source = "OTA-06")
        Duration watchdog,
    @Key(value = "The self-test of a new firmware", source = "OTA-07") Duration selfTest,
    @Key(value = "Tries to give an ECU its software", source = "OTA-08", minimum = 1) int ecuTries,
    @Key(value = "From one try of an ECU to the next", source = "OTA-08") Duration ecuRetryGap,
    @Key(value = "From an ECU's reset until it is asked", source = "OTA-08") Duration ecuBoot) {}
