/** What a CAN controller reports of errors on its bus, in words (linux/can/error.h). */
@org.jspecify.annotations.NullMarked
package dev.dcmrig.can.error;
