// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.uptane;

/** The way to both repositories. Of each request one method of its reply is called once. */
public interface Repositories {
  /** Whether the DCM has been told where they are. */
  boolean areKnown();

  /**
   * Asks for a file.
   *
   * @param path under the address of both, such as {@code image/timestamp.json}
   */
  void get(String path, Reply reply);

  /** Hands over a document. */
  void put(String path, String json, Reply reply);

  /** The same, tried once: whoever wants it goes on without an answer. */
  void putOnce(String path, String json, Reply reply);

  /** What comes of a request. */
  interface Reply {
    /** The repository has answered, whatever it says. */
    void answered(int status, byte[] body);

    /** The answer has more bytes than a DCM takes. */
    void tooLong();

    /** Its bytes came too slowly to be waited for. */
    void tooSlow();

    /** No answer has come; the question may be asked again. */
    void lost();
  }
}
