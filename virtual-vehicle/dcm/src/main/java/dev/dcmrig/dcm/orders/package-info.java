/** Orders and commands of the telematics service, and whether they are authentic. */
package dev.dcmrig.dcm.orders;
