// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.http;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A request with its whole body.
 *
 * @param path its parts, decoded
 */
public record Call(RequestHead head, List<String> path, byte[] body) {
  public Call {
    path = List.copyOf(path);
  }

  /** Its method's name. */
  public String method() {
    return head.method();
  }

  /** Whether it only reads. */
  public boolean isRead() {
    return method().equals("GET") || method().equals("HEAD");
  }

  public @Nullable String field(String name) {
    return head.field(name);
  }

  /** Refuses all methods but these, with 405. */
  public void expect(String... methods) {
    for (String method : methods) {
      if (method.equals(method()) || (method.equals("GET") && method().equals("HEAD"))) {
        return;
      }
    }
    throw new WrongMethod(String.join(", ", methods));
  }

  /** Refuses a body that does not say that it is JSON, with 415. */
  public void expectJson() {
    String type = field("Content-Type");
    if (type == null) {
      return;
    }
    String plain = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (!plain.equals("application/json") && !plain.endsWith("+json")) {
      throw new HttpProblem(415, "the body is '" + plain + "', where JSON is meant");
    }
  }

  /** A method that there is not at this place. */
  public static final class WrongMethod extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String allowed;

    WrongMethod(String allowed) {
      super("only " + allowed + " can be asked here");
      this.allowed = allowed;
    }

    public String allowed() {
      return allowed;
    }
  }
}
