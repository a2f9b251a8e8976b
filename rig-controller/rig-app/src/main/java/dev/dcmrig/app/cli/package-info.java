/** The command line: what a user types, and what is said in return. */
package dev.dcmrig.app.cli;
