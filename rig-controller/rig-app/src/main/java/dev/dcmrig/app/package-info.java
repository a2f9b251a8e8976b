/** The composition root: the only place that ties features, bench, DCM, world and reports. */
package dev.dcmrig.app;
