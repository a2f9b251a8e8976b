/**
 * Which message, signal and value carries a domain value in one vehicle, so that another car is
 * another file.
 */
package dev.dcmrig.can.binding;
