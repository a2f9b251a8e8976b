// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sip;

import java.util.List;
import java.util.Optional;

/**
 * Stands for a response that never came: {@link #raw()} is empty.
 *
 * @param method of the request
 * @param status 408 on time-out, 503 on a lost connection, 481 when there was no call any more
 */
record LocalResponse(String method, int status) implements SipMessageView {

  static LocalResponse of(String method, int status) {
    return new LocalResponse(method, status);
  }

  @Override
  public boolean isRequest() {
    return false;
  }

  @Override
  public String requestUri() {
    return "";
  }

  @Override
  public Optional<String> header(String name) {
    return Optional.empty();
  }

  @Override
  public List<String> headers(String name) {
    return List.of();
  }

  @Override
  public String contentType() {
    return "";
  }

  @Override
  public byte[] body() {
    return new byte[0];
  }

  @Override
  public byte[] raw() {
    return new byte[0];
  }
}
