// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.fleet.live;

import dev.dcmrig.fleet.LeaseTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A fleet in real time, and how long it runs.
 *
 * @param cars 1 to {@link #MAX_CARS}; they have the numbers from 0 on
 * @param every from one message of a car to its next, 100 ms or more
 * @param lasts from the first message on; what is due by then must arrive
 * @param waves of the rollout; 0 for none
 * @param failing cars whose update fails by design: their new firmware's self-test does
 * @param poll how long a car waits until it asks for updates again
 */
public record LivePlan(
    int cars, Duration every, Duration lasts, int waves, int failing, Duration poll) {
  public static final int MAX_CARS = 20_000;
  private static final long LEAST_MILLIS = 100;

  public LivePlan {
    if (cars < 1 || cars > MAX_CARS) {
      throw new IllegalArgumentException(cars + " vehicles: a fleet has 1 to " + MAX_CARS);
    }
    if (every.toMillis() < LEAST_MILLIS) {
      throw new IllegalArgumentException("a message each " + every + ": 100 ms or more");
    }
    if (failing < 0 || failing > cars) {
      throw new IllegalArgumentException(failing + " failing: 0 to " + cars + " vehicles can");
    }
  }

  /** The part of the fleet that a car belongs to. */
  static int part(int car) {
    return car % LeaseTable.PARTS;
  }

  /** Numbers of the cars of a part. */
  List<Integer> carsOf(int part) {
    List<Integer> numbers = new ArrayList<>();
    for (int car = part; car < cars; car += LeaseTable.PARTS) {
      numbers.add(car);
    }
    return numbers;
  }

  /** Whether the update of a car fails by design; they are spread evenly. */
  boolean fails(int car) {
    return (long) (car + 1) * failing / cars > (long) car * failing / cars;
  }

  /** When a message of a car is due, in nanoseconds since the fleet's begin; from 0 on. */
  long dueNanos(int car, long index) {
    long phase = Math.round((double) every.toNanos() * car / cars);
    return phase + index * every.toNanos();
  }

  /** How many messages of a car are due by the end. */
  long due(int car) {
    long left = lasts.toNanos() - dueNanos(car, 0);
    return left < 0 ? 0 : left / every.toNanos() + 1;
  }

  /** Messages of all cars. */
  long due() {
    long sum = 0;
    for (int car = 0; car < cars; car++) {
      sum += due(car);
    }
    return sum;
  }
}
