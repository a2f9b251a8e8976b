// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The catalogue of seeded defects; each is a small branch where a real bug would sit. */
public final class SeededDefects {
  /** Where somebody listens to occupant and agent. */
  private static final String VOICE =
      "ACN-01 ACN-08 ACN-11 ACN-13 ACN-14 NET-01 SOS-02 SOS-08 SOS-09 SOS-15 SOS-16 SUB-08";

  /** Where a collision's call must come within 2 s. */
  private static final String ACN_TIMELY =
      "ACN-01 ACN-02 ACN-04 ACN-08 ACN-09 ACN-10 ACN-11 ACN-14 NET-01 NET-02 SUB-08";

  /** Where calls are counted. */
  private static final String SOS_ATTEMPTS = "NET-01 SOS-04 SOS-10 SOS-13 SOS-14 SOS-16";

  /** Where a tracked car is looked at. */
  private static final String TRACKING =
      "SVT-02 SVT-03 SVT-04 SVT-05 SVT-06 SVT-07 SVT-08 SVT-10 SVT-12 SVT-13 SVT-14 PRV-01 PRV-02"
          + " NET-01 NET-02";

  private static final List<SeededDefect> ALL = new ArrayList<>();

  static {
    add("sos-one-retry-too-many", "SOS-04", "a fourth attempt is made", "NET-01 SOS-15");
    add("sos-one-retry-too-few", "SOS-04", "two attempts only", "SOS-05 NET-01 SOS-15");
    add("sos-retries-after-connect", "SOS-05", "goes on calling after a call", SOS_ATTEMPTS);
    add("sos-with-ignition-off", "SOS-03", "calls with the ignition off", "IND-06");
    add("sos-press-reported-with-ignition-off", "SOS-03", "a press is sent to the service");
    add("sos-no-position", "SOS-02", "the data have no position", "ACN-01 ACN-09 ACN-13");
    add("sos-short-press-calls", "SOS-13", "a touch of the button is enough");
    add("sos-second-call-during-call", "SOS-14", "a press during a call places another one later");
    add("invite-late", "SOS-15", "connects at once, says so 3 s later", "ACN-01 ACN-02 ACN-13");
    add("sos-gap-too-short", "SOS-15", "tries again after half the gap", "SOS-04 NET-01");
    add(
        "sos-needs-subscription",
        "SOS-09",
        "no call without a subscription",
        "SUB-08 SOS-06 SVT-02");
    add("sos-stops-when-data-restricted", "SOS-06", "no call with data restricted", "SUB-08");
    add("sos-needs-navigation", "SOS-07", "no call without the navigation system");
    add("callback-refused", "SOS-16", "no call back is taken", "ACN-11 ACN-14 IND-03 NET-01");
    add("dealer-disable-ignored", "SOS-12", "calls although disabled", "ACN-16");
    add("one-way-audio", "SOS-01", "sends no voice", VOICE);
    add("silent-microphone", "SOS-01", "sends silence for voice", VOICE);
    add("speaker-mute", "SOS-01", "the agent is not heard", VOICE);
    add("wrong-payload-type", "SOS-01", "voice is sent as PCMA", VOICE);
    add("position-sign-flipped", "SOS-02", "south becomes north", "ACN-01 ACN-09 ACN-13 SOS-17");
    add("msd-byte-order", "SOS-02", "the data's bytes are in reverse", "ACN-01 ACN-09 ACN-13");
    add("emergency-urn-dialled", "SOS-01", "a private call dials 112", "ACN-01 NET-01 SOS-08");
    add("acn-no-retry-after-23h", "ACN-04", "gives up after 23 h");
    add("acn-retries-after-24h", "ACN-05", "does not stop after 24 h");
    add("acn-impact-ignored", "ACN-02", "an impact without airbag is ignored", "ACN-10");
    add("acn-with-ignition-off", "ACN-03", "calls with the ignition off");
    add("acn-second-call-for-one-crash", "ACN-10", "airbag and impact place two calls");
    add("acn-wrong-crc-accepted", "ACN-12", "an airbag frame with a wrong CRC counts as a crash");
    add("acn-cancelled-by-ignition-loss", "ACN-11", "forgets the crash with the ignition");
    add("acn-no-backup-battery", "ACN-11", "goes off with the main battery");
    add("acn-forgotten-on-reset", "ACN-04", "a reset ends the attempts");
    add("acn-late", "ACN-13", "calls 5 s after the crash", ACN_TIMELY);
    add("acn-no-recent-positions", "ACN-13", "two earlier positions are missing");
    add("acn-untrusted-flag-missing", "ACN-09", "an old position is called trusted");
    add("callback-forgotten-on-reset", "SOS-16", "a reset ends the call-back window");
    add("acn-second-call-after-reset", "ACN-10", "a reset makes two crashes of one");
    add("acn-crash-while-ringing-lost", "ACN-14", "a crash while an SOS call rings is lost");
    add("acn-new-call-during-sos", "ACN-14", "a crash during an SOS call places its own", "NET-01");
    add("green-flashes-without-call", "IND-03", "flashes between attempts", "IND-06");
    add("green-in-spite-of-fault", "IND-02", "green with a fault", "IND-04 IND-05 ACN-12 SOS-12");
    add("no-alternation", "IND-01", "no alternation at ignition on");
    add("red-latched", "IND-05", "red stays when the fault is gone", "IND-04");
    add("lit-with-ignition-off", "IND-06", "the lamp stays lit with the ignition off");
    addTracking();
    addNetwork();
    for (String line :
        List.of(
            "modem",
            "cellular_antenna",
            "gnss_antenna",
            "sim",
            "microphone",
            "speaker",
            "backup_battery",
            "sos_switch",
            "crash_line",
            "software")) {
      add(
          "fault-overlooked-" + line,
          "IND-04",
          "a fault of " + line.replace('_', ' ').toLowerCase(Locale.ROOT) + " is overlooked",
          "IND-02 IND-05" + (line.equals("crash_line") ? " ACN-12" : ""));
    }
  }

  private static void addTracking() {
    add("svt-reports-without-order", "SVT-10", "reports with no order in force", TRACKING);
    add("svt-forged-order-accepted", "SVT-10", "takes an order that nobody signed", TRACKING);
    add("svt-order-replay-accepted", "SVT-10", "takes an old order again", TRACKING);
    add("svt-expired-order-accepted", "SVT-10", "takes an order whose time is over", TRACKING);
    add("svt-foreign-order-accepted", "SVT-10", "takes another car's order", TRACKING);
    add("security-event-missing", "SVT-10", "says nothing of a forged order", TRACKING);
    add("svt-deaf-asleep", "SVT-02", "an SMS does not wake it", TRACKING);
    add("svt-features-not-disabled", "SVT-03", "the app goes on while tracked", "SVT-04");
    add("svt-features-back-at-end", "SVT-04", "the app is back with the end", "SVT-03");
    add("svt-goes-on-when-flat", "SVT-07", "reports with a flat battery", TRACKING);
    add("svt-not-resumed-after-power", "SVT-07", "forgets the order with power", TRACKING);
    add("svt-resumes-after-order-ended", "SVT-08", "goes on unasked after power", TRACKING);
    add("svt-not-with-ignition-off", "SVT-13", "silent with the ignition off", TRACKING);
    add("svt-interval-not-adapted", "SVT-13", "a weak battery changes nothing", TRACKING);
    add("svt-crank-dip-ceases", "SVT-13", "a dip at cranking counts", TRACKING);
    add("svt-old-fix-sent-as-fresh", "SVT-14", "an old fix is called fresh", TRACKING);
    add("svt-fresh-time-stamp-on-old-fix", "SVT-14", "an old fix gets a new time", TRACKING);
    add(
        "svt-stops-sos",
        "SUB-08",
        "no SOS call while it is tracked",
        "SOS-01 SOS-09 NET-02 SOS-15 SOS-01 SOS-06 SOS-09 ACN-08 SVT-02");
    add("restricted-position-leaves", "PRV-01", "locates in spite of a restriction", TRACKING);
    add(
        "telemetry-when-restricted",
        "PRV-01",
        "telemetry in spite of a restriction",
        "SOS-06 SVT-02 NET-02");
    add("position-with-telemetry", "PRV-02", "each telemetry has the position", "PRV-01 SVT-12");
  }

  private static void addNetwork() {
    add("event-lost-on-503", "NET-02", "an event that was refused once is lost");
    add("retries-without-bound", "NET-02", "telemetry is tried without end");
    add("retries-without-gap", "NET-02", "tries again at once", "NET-01");
    add("retry-after-ignored", "NET-02", "comes back before Retry-After is over");
    add("message-sent-twice", "NET-02", "an accepted event goes out again");
    add("certificate-date-ignored", "NET-02", "takes an expired certificate");
    add("certificate-name-ignored", "NET-02", "takes a certificate of another name");
    add("certificate-issuer-ignored", "NET-02", "takes a certificate of anybody");
  }

  private SeededDefects() {}

  private static void add(String id, String requirement, String title, String... alsoBreaks) {
    ALL.add(
        new SeededDefect(
            id,
            requirement,
            title,
            alsoBreaks.length == 0 ? List.of() : List.of(alsoBreaks[0].split(" "))));
  }

  public static List<SeededDefect> all() {
    return List.copyOf(ALL);
  }
}
