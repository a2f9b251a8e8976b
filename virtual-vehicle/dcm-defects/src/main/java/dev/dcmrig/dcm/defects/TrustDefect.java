// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.defects;

import java.time.Instant;

/** Of what a DCM believes of updates (Uptane). */
enum TrustDefect implements DcmDefect {
  OTA_EXPIRED_METADATA_ACCEPTED("metadata that have expired are taken") {
    @Override
    public boolean isMetadataInForce(Instant now, Instant expires) {
      return true;
    }
  },
  OTA_ONE_SIGNATURE_IS_ENOUGH("one key is enough where two must sign") {
    @Override
    public long signaturesWanted(long threshold) {
      return 1;
    }
  },
  OTA_OLDER_METADATA_ACCEPTED("metadata of an older version are taken") {
    @Override
    public boolean isMetadataTaken(long knownVersion, long version) {
      return true;
    }
  },
  OTA_ANNOUNCED_HASH_UNCHECKED("a file need not be the one that was announced") {
    @Override
    public boolean isAnnouncedFile(boolean same) {
      return true;
    }
  },
  OTA_HARDWARE_ID_UNCHECKED("an order for other hardware is taken") {
    @Override
    public boolean isImageForHardware(boolean same) {
      return true;
    }
  },
  OTA_RELEASE_COUNTER_UNCHECKED("an image of an older release is taken") {
    @Override
    public boolean isReleaseTaken(long installed, long counter) {
      return true;
    }
  },
  OTA_DIRECTOR_ALONE_TRUSTED("the image repository is not asked") {
    @Override
    public boolean isImageRepositoryAsked() {
      return false;
    }
  },
  OTA_ORDER_NOT_NEEDED("what the update server offers is taken without an order") {
    @Override
    public boolean isOrderNeeded() {
      return false;
    }
  },
  OTA_IMAGE_HASHES_UNCHECKED("an image is not compared with the order") {
    @Override
    public boolean isImageTaken(boolean asOrdered) {
      return true;
    }
  },
  OTA_REPORTS_NOT_COUNTED("each report to the director has the same counter") {
    @Override
    public long reportCounter(long last) {
      return 1;
    }
  },
  OTA_METADATA_NOT_HANDED_OVER("OTA-08", "ECUs do not get what the director has signed for them") {
    @Override
    public boolean isHandedOver() {
      return false;
    }
  },
  OTA_WITHDRAWN_ORDER_LEFT("ECUs keep an order that was withdrawn") {
    @Override
    public boolean isEndOfOrderPassedOn() {
      return false;
    }
  },
  OTA_FAILED_ORDER_LEFT("ECUs keep the order of an update that has failed") {
    @Override
    public boolean isOrderEnded(boolean allRun) {
      return false;
    }
  },
  OTA_ROOTS_LEFT_OUT("ECUs get the newest root only, and none of those before it") {
    @Override
    public boolean isRootHandedOver(long version, long newest) {
      return version == newest;
    }
  },
  OTA_ECU_REFUSAL_IGNORED("an ECU that does not believe something is reprogrammed all the same") {
    @Override
    public boolean isRefusalHeeded(boolean refused) {
      return false;
    }
  },
  OTA_TIME_FOR_NOBODY("the time server signs a number of the DCM, and not that of the ECU") {
    @Override
    public String timeNonce(String ofTheEcu) {
      return "0000000000000001";
    }
  },
  OTA_ECU_REPORT_LEFT_OUT("the report of an ECU is left out of the manifest") {
    @Override
    public boolean isReportPassedOn(String ecu) {
      return !ecu.endsWith("-navigation");
    }
  },
  OTA_ECU_REPORT_GUESSED("what an ECU runs is told by what it was sent, without the ECU") {
    @Override
    public boolean isReportOfTheEcu() {
      return false;
    }
  };

  private final String id;
  private final String title;

  TrustDefect(String title) {
    this("OTA-03", title);
  }

  TrustDefect(String id, String title) {
    this.id = id;
    this.title = title;
  }

  @Override
  public Seed seed() {
    return Seed.of(id, title, "");
  }
}
