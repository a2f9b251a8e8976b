package dev.dcmrig.ecus.chassis;

/** Positions of the selector lever. */
public enum Gear {
  P,
  R,
  N,
  D
}
