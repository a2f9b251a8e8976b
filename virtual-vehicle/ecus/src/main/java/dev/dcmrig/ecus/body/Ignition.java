package dev.dcmrig.ecus.body;

/** Positions of the ignition switch. */
public enum Ignition {
  OFF,
  ACC,
  ON,
  START
}
