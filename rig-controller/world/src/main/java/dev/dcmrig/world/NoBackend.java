package dev.dcmrig.world;

import dev.dcmrig.api.*;

record NoBackend(BackendFaults faults) implements Backend {
  @Override
  public ServiceApi api() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Mailbox mailbox() {
    throw new UnsupportedOperationException();
  }

  @Override
  public PaymentProvider payments() {
    throw new UnsupportedOperationException();
  }

  @Override
  public OrderTricks orders() {
    throw new UnsupportedOperationException();
  }
}
