/** The GNSS receiver: position, fix, course and speed over ground. */
package dev.dcmrig.ecus.gnss;
