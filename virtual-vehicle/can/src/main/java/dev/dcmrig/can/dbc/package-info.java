/** What the messages of a vehicle mean: a DBC file, parsed and checked. */
package dev.dcmrig.can.dbc;
