// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.api;

/** The back end: what owner, dealer and customer assistance set for a vehicle, named by its VIN. */
public interface TelematicsService {

  /** The owner restricts, or allows again, data connectivity in the app. */
  void restrictData(String vin, boolean restricted);

  /** Every subscription of the vehicle lapses. */
  void lapseSubscriptions(String vin);

  /**
   * Somebody asks the service to disable, or enable, emergency calls.
   *
   * @return the HTTP status of the service's answer
   */
  int setEmergencyCall(String vin, Requester requester, boolean enabled);

  /** The service answers every request of every vehicle with this status; 200 is back to normal. */
  void answerWith(int status);

  /** Who asks. */
  enum Requester {
    OWNER_APP,
    DEALER,
    CUSTOMER_ASSISTANCE
  }
}
