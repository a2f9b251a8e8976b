// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.defects;

/** Of exchanges with the service and of whom the DCM believes. */
enum ExchangeDefect implements DcmDefect {
  EVENT_LOST_ON_503("NET-02", "an event that was refused once is lost", "") {
    @Override
    public boolean isKeptAfter(int status) {
      return status == 0;
    }
  },
  RETRIES_WITHOUT_BOUND("NET-02", "telemetry is tried without end", "") {
    @Override
    public boolean isUsedUp(int tries, int required) {
      return false;
    }
  },
  RETRIES_WITHOUT_GAP("NET-02", "tries again at once", "") {
    @Override
    public long gapNanos(long planned, long first) {
      return first / 10;
    }
  },
  RETRY_AFTER_IGNORED("NET-02", "comes back before Retry-After is over", "") {
    @Override
    public long retryAfterNanos(long asked) {
      return 0;
    }
  },
  MESSAGE_SENT_TWICE("NET-02", "an accepted event goes out again", "") {
    @Override
    public boolean isSettled(boolean durable, int tries) {
      return !durable || tries > 1;
    }
  },
  NO_SESSION_AFTER_NO_COVERAGE("NET-01", "coverage that returns brings no session back", "") {
    @Override
    public boolean isTriedAgainWithoutNetwork() {
      return false;
    }
  },
  RETRIES_WITHOUT_JITTER("NET-02", "all cars come back at one time", "") {
    @Override
    public double jitterShare(double drawn) {
      return 0;
    }
  },
  QUEUE_DROPS_EMERGENCY("NET-02", "a full queue loses the news of an emergency first", "") {
    @Override
    public int importance(int kind) {
      return -kind;
    }
  },
  CONFIGURATION_ASKED_IN_THE_GAP("NET-02", "asks for its configuration in a gap", "") {
    @Override
    public boolean isGapKept(String path) {
      return !path.equals("configuration");
    }
  },
  OLD_TELEMETRY_KEPT("NET-02", "telemetry that waits is not replaced by newer", "") {
    @Override
    public boolean isReplacedByNewer() {
      return false;
    }
  },
  NEWEST_NEWS_FIRST("NET-02", "of several messages that wait the newest goes first", "") {
    @Override
    public int next(int waiting) {
      return waiting - 1;
    }
  },
  QUEUE_FORGOTTEN_ON_RESET("NET-02", "a reset keeps news of emergencies only", "") {
    @Override
    public boolean isKeptOverReset(int kind) {
      return kind == 0;
    }
  },
  MESSAGE_WITHOUT_KEY("NET-02", "messages have no Idempotency-Key", "") {
    @Override
    public String idempotencyKey(String key) {
      return "";
    }
  },
  LONG_SMS_TAKEN("NET-02", "a too long short message is taken for one", "") {
    @Override
    public boolean isTooLong(int bytes, int longest) {
      return false;
    }
  },
  NETWORK_ADDRESS_MISREAD("NET-01", "takes each address of the network for IPv4", "") {
    @Override
    public int restOfAddress(int type, int first) {
      return 3;
    }
  },
  CERTIFICATE_DATE_IGNORED("NET-02", "takes an expired certificate", "") {
    @Override
    public boolean isValidityChecked() {
      return false;
    }
  },
  CERTIFICATE_NAME_IGNORED("NET-02", "takes a certificate of another name", "") {
    @Override
    public boolean isNameChecked() {
      return false;
    }
  },
  CERTIFICATE_ISSUER_IGNORED("NET-02", "takes a certificate of anybody", "") {
    @Override
    public boolean isIssuerChecked() {
      return false;
    }
  };

  private final String requirement;
  private final String title;
  private final String alsoBreaks;

  ExchangeDefect(String requirement, String title, String alsoBreaks) {
    this.requirement = requirement;
    this.title = title;
    this.alsoBreaks = alsoBreaks;
  }

  @Override
  public Seed seed() {
    return Seed.of(requirement, title, alsoBreaks);
  }
}
