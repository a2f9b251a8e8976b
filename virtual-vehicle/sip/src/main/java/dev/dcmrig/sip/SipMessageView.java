// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sip;

import java.util.List;
import java.util.Optional;

/** A received SIP message, read only. */
public interface SipMessageView {

  boolean isRequest();

  /** The method of a request, or of the request that a response answers. */
  String method();

  /** Request-URI of a request; empty text for a response. */
  String requestUri();

  /** Status code of a response; 0 for a request. */
  int status();

  /** First value of a header, by its long name, case ignored. */
  Optional<String> header(String name);

  List<String> headers(String name);

  /** Content-Type with parameters; empty text without a body. */
  String contentType();

  byte[] body();

  /** The message as it stood on the wire. */
  byte[] raw();
}
