// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sim;

/** Virtual time stands while a hold is open. */
public interface Hold extends AutoCloseable {

  /** Lets time go on. From any thread; a second release does nothing. */
  void release();

  @Override
  default void close() {
    release();
  }
}
