// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.http;

/** Who asks the service: known by a bearer token of the run, the DCM by its certificate. */
public enum Role {
  DCM,
  OWNER_APP,
  DEALER,
  CUSTOMER_ASSISTANCE,
  STOLEN_VEHICLE_CENTRE,
  POLICE,
  PAYMENT_PROVIDER
}
