package dev.dcmrig.world.telematics;

/** What the service knows of the vehicle of one scenario. Read by the server's threads. */
final class VehicleState {
  volatile boolean dataRestricted;
  volatile boolean emergencyCallEnabled = true;
  volatile boolean subscribed = true;

  /** Every request is answered with this status; 200 is normal. */
  volatile int status = 200;

  void reset() {
    dataRestricted = false;
    emergencyCallEnabled = true;
    subscribed = true;
    status = 200;
  }

  String configuration() {
    return "{\"dataConnectivity\":\""
        + (dataRestricted ? "restricted" : "allowed")
        + "\",\"emergencyCall\":\""
        + (emergencyCallEnabled ? "enabled" : "disabled")
        + "\",\"subscriptions\":[{\"id\":\"svt\",\"active\":"
        + subscribed
        + "},{\"id\":\"remote\",\"active\":"
        + subscribed
        + "}]}";
  }
}
