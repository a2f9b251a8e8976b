// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.defects;

import dev.dcmrig.can.binding.DomainReader;
import dev.dcmrig.can.binding.DomainValue;
import java.time.Instant;
import java.util.Map;

/** Of tracking, its orders, the position and privacy. */
enum TrackingDefect implements DcmDefect {
  SVT_REPORTS_WITHOUT_ORDER("SVT-10", "reports with no order in force", "") {
    @Override
    public boolean isReportingDue(boolean ordered, boolean confirmed) {
      return true;
    }
  },
  SVT_FORGED_ORDER_ACCEPTED("SVT-10", "takes an order that nobody signed", "") {
    @Override
    public boolean isAuthentic(boolean signed) {
      return true;
    }
  },
  SVT_ORDER_REPLAY_ACCEPTED("SVT-10", "takes an old order again", "") {
    @Override
    public boolean isNew(long sequence, long highest) {
      return true;
    }
  },
  SVT_EXPIRED_ORDER_ACCEPTED("SVT-10", "takes an order whose time is over", "") {
    @Override
    public boolean isInTime(Instant expires, Instant now) {
      return true;
    }
  },
  SVT_FORGED_ORDER_IN_ANSWER_ACCEPTED("SVT-10", "believes each order in an answer", "") {
    @Override
    public boolean isAuthenticInAnswer(boolean signed) {
      return true;
    }
  },
  SVT_FOREIGN_ORDER_ACCEPTED("SVT-10", "takes another car's order", "") {
    @Override
    public boolean isForThisVehicle(String vin, String own) {
      return true;
    }
  },
  SECURITY_EVENT_MISSING("SVT-10", "says nothing of a forged order", "") {
    @Override
    public boolean isSecurityEventSent() {
      return false;
    }
  },
  SVT_DEAF_ASLEEP("SVT-02", "an SMS does not wake it", "") {
    @Override
    public boolean isSmsHeard(boolean asleep) {
      return !asleep;
    }
  },
  SVT_FEATURES_NOT_DISABLED("SVT-03", "the app goes on while tracked", "SVT-04") {
    @Override
    public boolean areFeaturesOff(boolean disabled, boolean ordered) {
      return false;
    }
  },
  SVT_FEATURES_BACK_AT_END("SVT-04", "the app is back with the end", "SVT-03") {
    @Override
    public boolean areFeaturesOff(boolean disabled, boolean ordered) {
      return disabled && ordered;
    }
  },
  SVT_ENDS_AFTER_A_DAY("SVT-05", "tracking ends by itself after a day", "") {
    @Override
    public boolean isGoingOnAfter(int reports) {
      return reports < 1_440;
    }
  },
  SVT_NOT_RESUMED_WITH_COVERAGE("SVT-06", "no report after one was given up", "") {
    @Override
    public boolean isReportedAfter(boolean lost) {
      return !lost;
    }
  },
  SVT_GOES_ON_WHEN_FLAT("SVT-07", "reports with a flat battery", "") {
    @Override
    public boolean isCeased(boolean flat) {
      return false;
    }
  },
  SVT_NOT_RESUMED_AFTER_POWER("SVT-07", "forgets the order with power", "") {
    @Override
    public boolean isOrderKeptWithoutPower() {
      return false;
    }
  },
  SVT_RESUMES_AFTER_ORDER_ENDED("SVT-08", "goes on unasked after power", "") {
    @Override
    public boolean isReportingDue(boolean ordered, boolean confirmed) {
      return ordered;
    }
  },
  SVT_GOES_ON_AFTER_END("SVT-12", "reports go on after the request's end", "SVT-10 PRV-02") {
    @Override
    public boolean isReportingDue(boolean ordered, boolean confirmed) {
      return confirmed;
    }
  },
  SVT_NOT_WITH_IGNITION_OFF("SVT-13", "silent with the ignition off", "SVT-02") {
    @Override
    public boolean isReportedWith(boolean ignitionOn) {
      return ignitionOn;
    }
  },
  SVT_INTERVAL_NOT_ADAPTED("SVT-13", "a weak battery changes nothing", "SVT-07") {
    @Override
    public boolean isIntervalLonger(boolean weakBattery) {
      return false;
    }
  },
  SVT_CRANK_DIP_CEASES("SVT-13", "a dip at cranking counts", "SVT-07") {
    @Override
    public long voltageHoldNanos(long required) {
      return 1;
    }
  },
  SVT_OLD_FIX_SENT_AS_FRESH("SVT-14", "an old fix is called fresh", "") {
    @Override
    public boolean isCalledFresh(boolean fresh) {
      return true;
    }
  },
  SVT_FRESH_TIME_STAMP_ON_OLD_FIX("SVT-14", "an old fix gets a new time", "") {
    @Override
    public long fixTimeNanos(long measured, long now) {
      return now;
    }
  },
  SVT_STOPS_SOS("SUB-08", "no SOS call while it is tracked", "SOS-15 ACN-13") {
    @Override
    public boolean isServedWhileTracked(boolean tracked) {
      return !tracked;
    }
  },
  RESTRICTED_POSITION_LEAVES("PRV-01", "locates in spite of a restriction", "") {
    @Override
    public boolean isLocating(boolean restricted) {
      return true;
    }
  },
  TELEMETRY_WHEN_RESTRICTED("PRV-01", "telemetry in spite of a restriction", "") {
    @Override
    public boolean isTelemetrySent(boolean restricted) {
      return true;
    }
  },
  POSITION_WITH_TELEMETRY("PRV-02", "each telemetry has the position", "SVT-12") {
    @Override
    public Map<String, Double> furtherTelemetry(DomainReader bus) {
      return bus.has(DomainValue.LATITUDE)
          ? Map.of("latitude", bus.number(DomainValue.LATITUDE))
          : Map.of();
    }
  };

  private final String requirement;
  private final String title;
  private final String alsoBreaks;

  TrackingDefect(String requirement, String title, String alsoBreaks) {
    this.requirement = requirement;
    this.title = title;
    this.alsoBreaks = alsoBreaks;
  }

  @Override
  public Seed seed() {
    return Seed.of(requirement, title, alsoBreaks);
  }
}
