package dev.dcmrig.app.cli;

/** The user asked for something that can't be: one sentence that says what, why and what to do. */
public final class WrongUsage extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public WrongUsage(String what) {
    super(what);
  }

  public WrongUsage(String what, Throwable cause) {
    super(what, cause);
  }
}
