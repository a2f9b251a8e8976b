/** What the owner's app can have the car do, and what the DCM asks of the bus. */
package dev.dcmrig.dcm.remote;
