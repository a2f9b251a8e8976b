/**
 * YAML files become checked values. What is wrong is said by file and line, with the next move, and
 * all of it at once.
 */
package dev.dcmrig.bench.config;
