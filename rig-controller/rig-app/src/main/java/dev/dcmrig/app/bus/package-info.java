/** Which bus an address means: the one place that knows every kind. */
@org.jspecify.annotations.NullMarked
package dev.dcmrig.app.bus;
